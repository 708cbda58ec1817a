package dev.attache.role.logs.expr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.role.logs.testing.Records;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {
    private static final String LINE = """
        {"level":"WARN","msg":"disk \\"sda\\" is full","ts":"2026-11-21T10:00:00Z","status":503,"size":"12",\
        "took":"1.5ms","ok":true,"none":null,"http":{"status":404,"path":"/ü","deep":{"er":[1,2,3]}},"http.method":\
        "GET","odd-name":7,"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}\
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "status == 503 # true",
                "status != 503 # false",
                "status >= 500 && status < 600 # true",
                "size > 9 # true",
                "size == 12.0 # true",
                "size == '12' # true",
                "absent > 1 # null",
                "!(absent > 1) # null",
                "absent > 1 || ok # true",
                "absent > 1 && !ok # false",
                "absent == null # true",
                "none == null # true",
                "absent != 5 # true",
                "has(none) # true",
                "has(absent) # false",
                "has(http.deep.er) # true",
                "has(http.deep.no) # false",
                "http.status == 404 # true",
                "http.method == 'GET' # true",
                "http.path == '/ü' # true",
                "http.path.size() == 2 # true",
                "http.deep.er.size() == 3 # true",
                "size(http) == 3 # true",
                "fields['odd-name'] == 7 # true",
                "level < 'error' # true",
                "level >= 'warn' # true",
                "level == 'warning' # true",
                "level == 13 # true",
                "level in ['info', 'warn'] # true",
                "level.startsWith('WA') # true",
                "'error' > level # true",
                "message.contains('\"sda\"') # true",
                "message.startsWith('disk') && message.endsWith('full') # true",
                "message.matches(r'\"[a-z]+\" is') # true",
                "message.matches('^full') # false",
                "status.contains('5') # null",
                "status in [200, 503] # true",
                "status in [] # false",
                "'b' > 'a' # true",
                "'b' > 1 # null",
                "true > false # true",
                "ok # true",
                "status # null",
                "ok ? status > 1 : false # true",
                "status / 0 > 1 # true",
                "absent + 1 == null # true",
                "seconds(took) < 0.002 # true",
                "seconds('1m30s') == 90 # true",
                "int(7.9) == 7 && int(-7.9) == -7 # true",
                "double('1e2') == 100 # true",
                "string(status) + '!' == '503!' # true",
                "7 % 4 + 2 * 3 - -1 == 10 # true",
                "message.upperAscii().contains('DISK') # true",
                "trace_id.startsWith('4bf') # true",
                "time == 1795255200 # true",
                "http == null # false",
            })
    void anExpressionIsTrueFalseOrNeither(String text, String expected) {
        int truth = Compiler.condition(text).test(Records.json(LINE));

        assertThat(truth == Condition.NULL ? "null" : String.valueOf(truth == Condition.TRUE))
                .as(text)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "plain # TEXT # plain",
                "{{status}} # NUMBER # 503",
                "{{status + 0.5}} # NUMBER # 503.5",
                "{{status}}/{{http.method}} # TEXT # 503/GET",
                "{{ok}} # LITERAL # true",
                "{{http.deep}} # JSON # {\"er\":[1,2,3]}",
                "{{status >= 500 ? 'bad' : 'good'}} # TEXT # bad",
                "<{{absent}}> # TEXT # <>",
                "{{message}} # TEXT # disk \"sda\" is full",
                "{{1 / 0}} # TEXT # Infinity",
            })
    void aTemplateKeepsTheTypeOfAnExpressionThatStandsAlone(String text, String kind, String expected) {
        var value = new Value();
        Compiler.template(text).read(Records.json(LINE), value);

        assertThat(value.kind().name()).isEqualTo(kind);
        assertThat(value.text().toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-1.5, -1.5",
        "12345678901234567890, 1.2345678901234567E19",
        "1e3, 1000",
        "0.1, 0.1",
        "123456789.125, 1.23456789125E8",
        "1., NaN",
        "., NaN",
        "-, NaN",
        "1e, NaN",
        "0x10, NaN",
        "1d, NaN",
        "NaN, NaN",
        "1 , 1",
    })
    void numbersAreReadAsTheJdkReadsThem(String text, Double expected) {
        byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);

        assertThat(Numbers.of(bytes, 0, bytes.length)).isEqualTo(expected);
    }
}
