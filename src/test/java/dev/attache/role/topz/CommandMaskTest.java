package dev.attache.role.topz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandMaskTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app --port 80                                 | app --port 80",
                "app --password=hunter2 -v                     | app --password=*** -v",
                "app --password hunter2 -v                     | app --password *** -v",
                "app --db-passwd hunter2                       | app --db-passwd ***",
                "redis-server --requirepass hunter2            | redis-server --requirepass ***",
                "env API_KEY=hunter2 GITHUB_TOKEN=x run        | env API_KEY=*** GITHUB_TOKEN=*** run",
                "java -Dspring.datasource.password=hunter2 A   | java -Dspring.datasource.password=*** A",
                "psql postgres://ann:hunter2@db:5432/app       | psql postgres://***@db:5432/app",
                "curl https://example.com/a@b                  | curl https://example.com/a@b",
                "app --password-file /run/secrets/p            | app --password-file /run/secrets/p",
                "app eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc  | app ***",
                "git clone ghp_0123456789abcdefghij0123456789  | git clone ***"
            })
    void whatLooksLikeASecretIsMasked(String command, String shown) {
        assertThat(CommandMask.of(List.of(command.split(" ")))).isEqualTo(shown);
    }

    @Test
    void headersWithCredentialsAreMasked() {
        assertThat(CommandMask.of(List.of("curl", "-H", "Authorization: Bearer hunter2", "-H", "Accept: text/html")))
                .isEqualTo("curl -H Authorization: *** -H Accept: text/html");
        assertThat(CommandMask.of(List.of("sh", "-c", "curl -H 'X-Api-Key: hunter2' x")))
                .doesNotContain("hunter2");
    }

    @Test
    void aCommandIsOneLineOfBoundedLength() {
        assertThat(CommandMask.of(List.of("a\nb\u001b[31m", "x".repeat(10_000))))
                .startsWith("a b [31m xxx")
                .hasSize(4096);
    }
}
