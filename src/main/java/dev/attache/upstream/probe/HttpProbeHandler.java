package dev.attache.upstream.probe;

import dev.attache.base.ByteSize;
import dev.attache.base.GrowingBytes;
import dev.attache.wire.http.BodyScanner;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HttpLimits;
import dev.attache.wire.http.HttpMethod;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.ResponseScanner;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One connection on which a web server is asked how it is. Holds one head, of the usual size at most, and of a body as
/// much as the judge looks at.
public final class HttpProbeHandler extends ProbeHandler {
    private final HttpQuestion question;
    private final HttpJudge judge;
    private final ResponseScanner scanner = new ResponseScanner(HttpLimits.USUAL);
    private final BodyScanner bodyScanner = new BodyScanner(HttpLimits.USUAL);
    private final GrowingBytes head = new GrowingBytes();
    private final GrowingBytes body = new GrowingBytes();
    private boolean inBody;

    public HttpProbeHandler(HttpQuestion question, HttpJudge judge, Verdict verdict) {
        super(verdict);
        this.question = question;
        this.judge = judge;
    }

    @Override
    protected byte[] question() {
        return question.bytes();
    }

    @Override
    protected void onBytes(ChannelHandlerContext from, ByteBuf in) {
        if (inBody) {
            onBodyBytes(in);
            return;
        }
        int length = Math.min(in.readableBytes(), HttpLimits.USUAL.headBytesMax() - head.length());
        int at = head.reserve(length);
        in.readBytes(head.array(), at, length);
        Outcome outcome = scanner.scan(head.array(), head.length());
        while (outcome == Outcome.HEAD && scanner.isInterim()) {
            head.removeFirst(scanner.length());
            scanner.reset();
            outcome = scanner.scan(head.array(), head.length());
        }
        switch (outcome) {
            case HEAD -> onHead(in);
            case FAULT -> settle("sent what is no response: " + scanner.fault().text());
            case NEED_MORE -> {}
        }
    }

    private void onHead(ByteBuf rest) {
        String why = judge.onHead(new Head(scanner));
        if (!why.isEmpty() || judge.bodyBytesMax() == 0) {
            settle(why, false);
            return;
        }
        inBody = true;
        boolean bodiless = scanner.isBodiless(question.method().equals("HEAD") ? HttpMethod.HEAD : HttpMethod.GET);
        bodyScanner.toBodyOf(scanner.facts(), bodiless);
        if (bodyScanner.isEnded()) {
            onWhole();
            return;
        }
        int begun = head.length() - scanner.length();
        ByteBuf both = Unpooled.buffer(begun + rest.readableBytes());
        both.writeBytes(head.array(), scanner.length(), begun).writeBytes(rest);
        onBodyBytes(both);
    }

    private void onBodyBytes(ByteBuf in) {
        BodyScanner.Step step = bodyScanner.next(in);
        while (step == BodyScanner.Step.DATA) {
            int length = bodyScanner.dataLength();
            if (body.length() + length > judge.bodyBytesMax()) {
                settle("sent a body of more than " + new ByteSize(judge.bodyBytesMax()), false);
                return;
            }
            int at = body.reserve(length);
            in.readBytes(body.array(), at, length);
            step = bodyScanner.next(in);
        }
        switch (step) {
            case END -> onWhole();
            case FAULT ->
                settle(
                        "sent a body that nobody can read: "
                                + bodyScanner.fault().text(),
                        false);
            case NEED_MORE, DATA -> {}
        }
    }

    @Override
    protected void onClosed() {
        if (inBody && bodyScanner.isUnbounded()) {
            onWhole();
        } else {
            settle(inBody ? "closed the connection within its answer" : "closed the connection");
        }
    }

    private void onWhole() {
        String why = judge.onBody(Arrays.copyOf(body.array(), body.length()));
        settle(why, !why.isEmpty());
    }

    private void settle(String why, boolean misfits) {
        settle(Finding.of(why, figures(scanner.status(), scanner.isHttp11() ? 1.1 : 1, misfits)));
    }

    /// @param misfits whether the body is not what it should be
    static List<Figure> figures(int status, double version, boolean misfits) {
        return List.of(
                new Figure("http_status_code", status),
                new Figure("http_version", version),
                new Figure("failed_due_to_regex", misfits ? 1 : 0));
    }

    private record Head(ResponseScanner scanner) implements HttpHead {
        @Override
        public int status() {
            return scanner.status();
        }

        @Override
        public List<String> values(String name) {
            byte[] small = name.getBytes(StandardCharsets.ISO_8859_1);
            HeaderLines lines = scanner.headers();
            List<String> found = new ArrayList<>();
            for (int at = lines.find(small, 0); at >= 0; at = lines.find(small, at + 1)) {
                int start = lines.valueStart(at);
                int length = Math.max(0, lines.valueEnd(at) - start);
                found.add(new String(lines.bytes(), start, length, StandardCharsets.ISO_8859_1));
            }
            return found;
        }
    }
}
