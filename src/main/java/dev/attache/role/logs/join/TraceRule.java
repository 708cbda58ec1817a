package dev.attache.role.logs.join;

import dev.attache.wire.log.JulFormat;
import dev.attache.wire.log.LogFormat;

/// Joins what runtimes print of an exception: Java and its kin, Python, Go, Ruby, .NET, Node.js.
///
/// | line | goes on |
/// |---|---|
/// | begins with a blank or tab | always; where the first line does so too, only what looks like a frame (`at`, `from`,
/// `File`, `...`) |
/// | `Caused by:`, `Suppressed:`, `... 12 more`, Ruby's `a.rb:1:in` | always |
/// | name of an exception, or `Traceback (most recent call last):` | after a line whose first level is a warning or
/// worse |
/// | any, after a traceback's frames; then `During handling of ...` and `The above exception ...` | in Python |
/// | empty, `goroutine 1 [running]:`, `main.f(...)`, `created by`, `[signal`, `exit status` | after `panic:`, `fatal
/// error:` |
///
/// | any | after a line of `java.util.logging` that tells only when and where |
///
/// The exception itself may be the first line of a record: then only what it left on the way belongs to it.
public final class TraceRule implements JoinRule {
    private final LogFormat format;
    private State state = State.LINE;
    private boolean traced;
    /// What the second line said where the first told only when and where.
    private boolean severe;
    private boolean whole;

    private enum State {
        /// Nothing but a line, and what is indented under it.
        LINE,
        /// Behind a line that tells when and where something was said, and not what.
        ANNOUNCED,
        /// Behind the first line of a Python traceback, before its frames.
        PYTHON_BEGUN,
        /// Within the frames.
        PYTHON,
        /// Behind the exception that ends one.
        PYTHON_SAID,
        /// Within what Go prints when it panics.
        GO
    }

    /// @param format of the lines: knows which of them are records by themselves
    public TraceRule(LogFormat format) {
        this.format = format;
    }

    @Override
    public boolean endsAtOnce() {
        return whole;
    }

    @Override
    public void begin(byte[] bytes, int from, int to) {
        whole = format.isWhole(bytes, from, to);
        traced = false;
        severe = false;
        state = switch (to > from ? bytes[from] : 0) {
            case 'T' -> TraceLines.isTraceback(bytes, from, to) ? State.PYTHON_BEGUN : State.LINE;
            case 'p', 'f', 'g' -> TraceLines.isPanic(bytes, from, to) ? State.GO : State.LINE;
            case 'A', 'D', 'F', 'J', 'M', 'N', 'O', 'S' ->
                JulFormat.endOfTime(bytes, from, to) < 0 ? State.LINE : State.ANNOUNCED;
            default -> State.LINE;
        };
    }

    @Override
    public boolean goesOn(byte[] bytes, int first, int firstTo, int from, int to) {
        byte initial = from < to ? bytes[from] : 0;
        if (initial == ' ' || initial == '\t') {
            boolean indented = first < firstTo && (bytes[first] == ' ' || bytes[first] == '\t');
            state = state == State.PYTHON_BEGUN ? State.PYTHON : state;
            return !indented || TraceLines.isFrame(bytes, from, to);
        }
        return switch (state) {
            case ANNOUNCED -> {
                severe = TraceLines.isSevere(bytes, from, to);
                state = State.LINE;
                yield true;
            }
            case LINE -> mayBeOfTrace(initial) && goesOnWithLine(bytes, first, firstTo, from, to);
            case PYTHON_BEGUN -> false;
            case PYTHON -> {
                state = State.PYTHON_SAID;
                yield true;
            }
            case PYTHON_SAID -> goesOnAfterPython(bytes, from, to);
            case GO -> from == to || TraceLines.isOfGo(bytes, from, to);
        };
    }

    /// Letters, and what paths begin with: most lines of logs begin with a digit.
    private static boolean mayBeOfTrace(byte initial) {
        return initial > '9' || initial == '.' || initial == '/';
    }

    private boolean goesOnWithLine(byte[] bytes, int first, int firstTo, int from, int to) {
        if (TraceLines.isCause(bytes, from, to) || TraceLines.isRubyFrame(bytes, from, to)) {
            return true;
        }
        boolean traceback = TraceLines.isTraceback(bytes, from, to);
        if (traced || !traceback && !TraceLines.isException(bytes, from, to)) {
            return false;
        }
        traced = severe || TraceLines.isSevere(bytes, first, firstTo);
        state = traced && traceback ? State.PYTHON_BEGUN : State.LINE;
        return traced;
    }

    private boolean goesOnAfterPython(byte[] bytes, int from, int to) {
        if (TraceLines.isTraceback(bytes, from, to)) {
            state = State.PYTHON_BEGUN;
            return true;
        }
        return from == to || TraceLines.isPythonLink(bytes, from, to);
    }
}
