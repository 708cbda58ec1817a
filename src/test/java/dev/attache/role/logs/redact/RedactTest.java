package dev.attache.role.logs.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.config.LogStepConfig.Detector;
import dev.attache.config.LogStepConfig.RedactConfig;
import dev.attache.role.logs.testing.Records;
import dev.attache.wire.log.LogRecord;
import dev.attache.wire.log.RawEncoder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactTest {
    private static final List<RedactConfig> ALL = Arrays.stream(Detector.values())
            .filter(each -> each != Detector.KEYED)
            .map(each -> new RedactConfig(each, "", ""))
            .toList();

    private static RedactConfig regex(String regex) {
        return new RedactConfig(Detector.KEYED, regex, "");
    }

    private static String body(List<RedactConfig> rules, String line) {
        LogRecord record = Records.raw(line);
        new Redact(rules, false).take(record);
        return record.body().toString();
    }

    private static String fields(List<RedactConfig> rules, String json) {
        LogRecord record = Records.json(json);
        new Redact(rules, false).take(record);
        return Records.ndjson(record);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "mail to ann.b+c@mail.example.org. # mail to [email].",
                "a@b.de,c@d.com # [email],[email]",
                "user@localhost @x a@ @b.de # user@localhost @x a@ @b.de",
                "pays by 4111 1111 1111 1111 now # pays by [card] now",
                "4111111111111111 # [card]",
                "pays by 4111-1111-1111-1111, 12/29 # pays by [card], 12/29",
                "378282246310005 12 # [card] 12",
                "4111 1111 1111 1111 2029 # [card] 2029",
                "4111 1111 1111 1112 # 4111 1111 1111 1112",
                "id 1763719200123 at 1763719200123456789 # id 1763719200123 at 1763719200123456789",
                "x4111111111111111 0.4111111111111111 # x4111111111111111 0.4111111111111111",
                "41111111111111114111111111111111 # 41111111111111114111111111111111",
                "IBAN DE89 3704 0044 0532 0130 00 ok # IBAN [iban] ok",
                "GB82WEST12345698765432 # [iban]",
                "GB82WEST12345698765433 # GB82WEST12345698765433",
                "Authorization: Bearer abc.DEF-123~x ok # Authorization: Bearer [bearer] ok",
                "the bearer of bad news # the bearer of bad news",
                "Authorization: Basic YWxpY2U6c2VjcmV0 # Authorization: Basic [basic]",
                "Basic authentication failed # Basic authentication failed",
                "t=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln # t=[jwt]",
                "eyJhbGciOiJIUzI1NiJ9 # eyJhbGciOiJIUzI1NiJ9",
                "redis://bob:s3cret@host:6379/0 # redis://bob:[password]@host:6379/0",
                "http://host:80/a@b # http://host:80/a@b",
                "login password=hunter2 user=x # login password=[password] user=x",
                "PWD: 'two words', api_key: 12&x # PWD: '[password]', api_key: [password]&x",
                "password reset for x # password reset for x",
                "key AKIAIOSFODNN7EXAMPLE used # key [aws-key] used",
                "from 10.0.0.1:5432 to 192.168.100.255 # from [ipv4]:5432 to [ipv4]",
                "version 1.2.3 and 1.2.3.4.5 and 999.1.1.1 # version 1.2.3 and 1.2.3.4.5 and 999.1.1.1",
            })
    void theUsualThingsAreFoundAndNothingElse(String line, String expected) {
        assertThat(body(ALL, line)).isEqualTo(expected);
    }

    @Test
    void ofAPatternWithGroupsOnlyTheseAreHidden() {
        assertThat(body(List.of(regex("ssn=(\\d+)")), "ssn=123 x ssn=45")).isEqualTo("ssn=[redacted] x ssn=[redacted]");
        assertThat(body(List.of(regex("(a(b))c|(d)")), "abc d ab")).isEqualTo("[redacted]c [redacted] ab");
        assertThat(body(List.of(regex("\\d+")), "1 ü 22")).isEqualTo("[redacted] ü [redacted]");
        assertThat(body(List.of(regex("x*")), "axxb")).isEqualTo("a[redacted]b");
    }

    @Test
    void valuesOfFieldsAreLookedThroughDownToTheStringsWithinJson() {
        String line = """
            {"msg":"hi","mail":"a@b.de","n":4111111111111111,"o":{"a@b.de":["x a@b.de",4111111111111111,{"q":\
            "\\u0061@b.de\\n"}],"ok":-1.5e3},"esc":"\\"a@b.de\\""}\
            """;

        assertThat(fields(ALL, line)).isEqualTo("""
            {"message":"hi","mail":"[email]","n":"[card]","o":{"a@b.de":["x [email]","[card]",{"q":\
            "[email]\\n"}],"ok":-1.5e3},"esc":"\\"[email]\\""}\
            """);
    }

    @Test
    void fieldsAreHiddenByTheirNames() {
        List<RedactConfig> rules =
                List.of(new RedactConfig(Detector.PASSWORD, "", ""), new RedactConfig(Detector.KEYED, "", "session"));

        assertThat(fields(rules, """
            {"msg":"x","dbPassword":"p","session":12,"user":{"name":"n","password":"p","secret_id":7}}\
            """))
                .isEqualTo("{\"message\":\"x\",\"dbPassword\":\"[redacted]\",\"session\":\"[redacted]\",\"user\":"
                        + "{\"name\":\"n\",\"password\":\"[redacted]\",\"secret_id\":\"[redacted]\"}}");
    }

    @Test
    void theLineItselfIsLookedThroughWhereAnOutputWritesIt() {
        LogRecord record = Records.json("{\"msg\":\"to a@b.de\"}");
        LogRecord raw = Records.raw("to a@b.de");

        new Redact(ALL, true).take(record);
        new Redact(ALL, true).take(raw);

        assertThat(Records.encoded(new RawEncoder(), record)).isEqualTo("{\"msg\":\"to [email]\"}\n");
        assertThat(Records.encoded(new RawEncoder(), raw)).isEqualTo("to [email]\n");
    }

    @Test
    void aRecordWithNothingToHideIsLeftAsItIs() {
        LogRecord record = Records.json("{\"msg\":\"plain\",\"n\":12,\"o\":{\"a\":[1,2]}}");
        byte[] line = record.line().array();

        new Redact(ALL, false).take(record);

        assertThat(record.body().array()).isSameAs(line);
        assertThat(record.field(1).value().array()).isSameAs(line);
    }
}
