package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.wire.log.LogField.Kind;
import dev.attache.wire.log.LogField.NameForm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Values with a separator between them, those in quotes with `""` for a quote (RFC 4180). The names of the columns are
/// given, or stand in the first line. What [KnownKeys] names becomes time, level and message; a value that is a JSON
/// number is one; an empty one is left out. A line with more values than there are columns, or fewer than there must
/// be,
/// is none of this format.
///
/// Reads a file's lines in their order.
public final class CsvFormat implements LogFormat {
    /// Columns of PostgreSQL's `csvlog`; versions before 14 end before the last of them.
    ///
    /// Source: PostgreSQL documentation, "Using CSV-Format Log Output".
    private static final String POSTGRES =
            "log_time user_name database_name process_id connection_from session_id session_line_num command_tag"
                    + " session_start_time virtual_transaction_id transaction_id error_severity sql_state_code message"
                    + " detail hint internal_query internal_query_pos context query query_pos location application_name"
                    + " backend_type leader_pid query_id";

    private static final int POSTGRES_COLUMNS_MIN = 23;
    private static final int KEPT = 1 << 16;

    private final String name;
    private final byte separator;
    private final boolean numbered;
    private final KnownFields known;
    private final JsonCursor numbers = new JsonCursor();
    private final GrowingBytes unescaped = new GrowingBytes();
    private final Slice cell = new Slice();
    private byte[][] columns;
    private int columnsMin;
    private byte[] bytes = new byte[0];
    private int at;
    private int to;

    private CsvFormat(String name, byte[][] columns, int columnsMin, byte separator, boolean numbered, LocalZone zone) {
        this.name = name;
        this.columns = columns;
        this.columnsMin = columnsMin;
        this.separator = separator;
        this.numbered = numbered;
        this.known = new KnownFields(zone);
    }

    /// @param columns their names; empty where the first line has them
    /// @param separator one character of ASCII
    /// @param zone of times that tell none
    public static CsvFormat of(List<String> columns, char separator, LocalZone zone) {
        byte[][] names = columns.stream()
                .map(each -> each.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        return new CsvFormat("csv", names, names.length, (byte) separator, true, zone);
    }

    /// PostgreSQL's `csvlog`; all values are text, since a code of five digits is no number.
    ///
    /// @param zone of times whose zone is an abbreviation that nobody can tell
    public static CsvFormat postgres(LocalZone zone) {
        return new CsvFormat("postgres-csv", Ascii.words(POSTGRES), POSTGRES_COLUMNS_MIN, (byte) ',', false, zone);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean readsAllLines() {
        return true;
    }

    /// Whether the line that names the columns is still to come.
    @Override
    public boolean wantsHeading() {
        return columns.length == 0;
    }

    @Override
    public boolean read(LogRecord record) {
        begin(record.line());
        if (columns.length == 0) {
            return readHeading(record);
        }
        record.body().clear();
        unescaped.clear(KEPT);
        int count = 0;
        while (count < columns.length && readCell()) {
            addCell(record, columns[count]);
            count++;
            if (at == to) {
                break;
            }
            at++;
        }
        if (at == to && count >= columnsMin) {
            return true;
        }
        record.reset();
        return false;
    }

    private void begin(Slice line) {
        bytes = line.array();
        at = line.from();
        to = line.to();
    }

    private boolean readHeading(LogRecord record) {
        List<byte[]> names = new ArrayList<>();
        unescaped.clear(KEPT);
        while (names.size() < LogRecord.FIELDS_MAX && readCell()) {
            names.add(cell.toString().strip().getBytes(StandardCharsets.UTF_8));
            if (at == to) {
                columns = names.toArray(byte[][]::new);
                columnsMin = columns.length;
                record.markHeading();
                return true;
            }
            at++;
        }
        return false;
    }

    /// Reads up to a separator or the end, where it leaves the place.
    private boolean readCell() {
        if (at < to && bytes[at] == '"') {
            return readQuoted();
        }
        int end = Swar.indexOf(bytes, at, to, separator);
        cell.set(bytes, at, end);
        at = end;
        return true;
    }

    private boolean readQuoted() {
        int from = at + 1;
        int start = unescaped.length();
        while (true) {
            int quote = Swar.indexOf(bytes, from, to, (byte) '"');
            if (quote == to) {
                return false;
            }
            boolean doubled = quote + 1 < to && bytes[quote + 1] == '"';
            if (doubled) {
                unescaped.append(bytes, from, quote + 1 - from);
                from = quote + 2;
                continue;
            }
            if (unescaped.length() == start) {
                cell.set(bytes, from, quote);
            } else {
                unescaped.append(bytes, from, quote - from);
                cell.set(unescaped.array(), start, unescaped.length());
            }
            at = quote + 1;
            return at == to || bytes[at] == separator;
        }
    }

    private void addCell(LogRecord record, byte[] column) {
        if (cell.isEmpty()) {
            return;
        }
        numbers.begin(cell.array(), cell.from(), cell.to());
        boolean number = numbered && numbers.skipValue() == Kind.NUMBER && numbers.isAtEnd();
        Kind kind = number ? Kind.NUMBER : Kind.TEXT;
        if (!known.take(record, column, 0, column.length, kind, cell)) {
            record.add(column, 0, column.length, NameForm.TEXT).value(kind, cell.array(), cell.from(), cell.to());
        }
    }
}
