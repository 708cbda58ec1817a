package dev.attache.role.http.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.Ascii;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HttpLimits;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.ResponseScanner;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a server of gRPC says of a call, in the terms of HTTP.
final class GrpcStatusTest {
    private static HeaderLines lines(String line) {
        byte[] head = Ascii.bytes("HTTP/1.1 200 \r\n" + (line.isEmpty() ? "" : line + "\r\n") + "\r\n");
        ResponseScanner scanner = new ResponseScanner(new HttpLimits(1024, 10, 1024));
        assertThat(scanner.scan(head, head.length)).isEqualTo(Outcome.HEAD);
        return scanner.headers();
    }

    /// As `google/rpc/code.proto` has it.
    @ParameterizedTest
    @CsvSource({
        "OK,200",
        "CANCELLED,499",
        "UNKNOWN,500",
        "INVALID_ARGUMENT,400",
        "DEADLINE_EXCEEDED,504",
        "NOT_FOUND,404",
        "ALREADY_EXISTS,409",
        "PERMISSION_DENIED,403",
        "RESOURCE_EXHAUSTED,429",
        "FAILED_PRECONDITION,400",
        "ABORTED,409",
        "OUT_OF_RANGE,400",
        "UNIMPLEMENTED,501",
        "INTERNAL,500",
        "UNAVAILABLE,503",
        "DATA_LOSS,500",
        "UNAUTHENTICATED,401"
    })
    void eachStatusStandsForOneOfHttp(Status.Code code, int http) {
        int said = GrpcStatus.in(lines("grpc-status: " + code.value()));
        assertThat(said).isEqualTo(code.value());
        assertThat(GrpcStatus.asHttp(said)).isEqualTo(http);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "-1", "x", "", "1 4", "99999999999", "4294967296"})
    void aStatusThatNobodyKnowsIsUnknown(String value) {
        assertThat(GrpcStatus.in(lines("grpc-status: " + value))).isEqualTo(GrpcStatus.UNKNOWN);
    }

    @Test
    void whereThereIsNoneTheCallHasComeToNothingKnown() {
        assertThat(GrpcStatus.in(lines(""))).isEqualTo(GrpcStatus.NONE);
        assertThat(GrpcStatus.asHttp(GrpcStatus.NONE)).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({
        "application/grpc,true",
        "application/grpc+proto,true",
        "application/grpc; a=b,true",
        "application/grpc-web,false",
        "application/grp,false",
        "application/json,false",
        "'',false"
    })
    void itsTypeTellsAMessageOfGrpc(String type, boolean spoken) {
        assertThat(GrpcStatus.isSpoken(lines("content-type: " + type))).isEqualTo(spoken);
    }
}
