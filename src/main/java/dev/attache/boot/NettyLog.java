package dev.attache.boot;

import dev.attache.observe.Observer;
import io.netty.util.internal.logging.AbstractInternalLogger;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What Netty has to say becomes events, from warnings upward. An event loop tells here of tasks that failed, so that
/// this is also where an error that no handler may swallow is found.
final class NettyLog extends InternalLoggerFactory {
    private final Observer observer;
    private final Consumer<Error> onError;

    /// @param onError is given what no process should go on after: memory or threads ran out
    NettyLog(Observer observer, Consumer<Error> onError) {
        this.observer = observer;
        this.onError = onError;
    }

    @Override
    protected InternalLogger newInstance(String name) {
        return new Log(name, this);
    }

    private void say(String logger, @Nullable String message, @Nullable Object... arguments) {
        Throwable cause = null;
        if (arguments.length > 0 && arguments[arguments.length - 1] instanceof Throwable last) {
            cause = last;
        }
        if (cause instanceof Error error && Fatality.isFatal(error)) {
            onError.accept(error);
            return;
        }
        String why = cause == null ? "" : ": " + StackText.of(cause);
        observer.emit(new FaultCaught(simpleName(logger), filled(String.valueOf(message), arguments) + why));
    }

    private static String simpleName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    /// Puts each argument where the next `{}` stands.
    private static String filled(String message, @Nullable Object[] arguments) {
        String text = message;
        for (Object argument : arguments) {
            int hole = text.indexOf("{}");
            if (hole >= 0) {
                text = text.substring(0, hole) + argument + text.substring(hole + 2);
            }
        }
        return text;
    }

    /// Every form in which Netty calls a logger, brought down to one.
    private static final class Log extends AbstractInternalLogger {
        private static final long serialVersionUID = 1L;

        private final transient NettyLog owner;

        Log(String name, NettyLog owner) {
            super(name);
            this.owner = owner;
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public boolean isInfoEnabled() {
            return false;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }

        @Override
        public void trace(@Nullable String message) {}

        @Override
        public void trace(@Nullable String message, @Nullable Object a) {}

        @Override
        public void trace(@Nullable String message, @Nullable Object a, @Nullable Object b) {}

        @Override
        public void trace(@Nullable String message, @Nullable Object... all) {}

        @Override
        public void trace(@Nullable String message, @Nullable Throwable cause) {}

        @Override
        public void debug(@Nullable String message) {}

        @Override
        public void debug(@Nullable String message, @Nullable Object a) {}

        @Override
        public void debug(@Nullable String message, @Nullable Object a, @Nullable Object b) {}

        @Override
        public void debug(@Nullable String message, @Nullable Object... all) {}

        @Override
        public void debug(@Nullable String message, @Nullable Throwable cause) {}

        @Override
        public void info(@Nullable String message) {}

        @Override
        public void info(@Nullable String message, @Nullable Object a) {}

        @Override
        public void info(@Nullable String message, @Nullable Object a, @Nullable Object b) {}

        @Override
        public void info(@Nullable String message, @Nullable Object... all) {}

        @Override
        public void info(@Nullable String message, @Nullable Throwable cause) {}

        @Override
        public void warn(@Nullable String message) {
            owner.say(name(), message);
        }

        @Override
        public void warn(@Nullable String message, @Nullable Object a) {
            owner.say(name(), message, a);
        }

        @Override
        public void warn(@Nullable String message, @Nullable Object a, @Nullable Object b) {
            owner.say(name(), message, a, b);
        }

        @Override
        public void warn(@Nullable String message, @Nullable Object... all) {
            owner.say(name(), message, all);
        }

        @Override
        public void warn(@Nullable String message, @Nullable Throwable cause) {
            owner.say(name(), message, cause);
        }

        @Override
        public void error(@Nullable String message) {
            owner.say(name(), message);
        }

        @Override
        public void error(@Nullable String message, @Nullable Object a) {
            owner.say(name(), message, a);
        }

        @Override
        public void error(@Nullable String message, @Nullable Object a, @Nullable Object b) {
            owner.say(name(), message, a, b);
        }

        @Override
        public void error(@Nullable String message, @Nullable Object... all) {
            owner.say(name(), message, all);
        }

        @Override
        public void error(@Nullable String message, @Nullable Throwable cause) {
            owner.say(name(), message, cause);
        }
    }
}
