package dev.attache.role.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.HttpConfig;
import dev.attache.wire.http.RequestScanner;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteTableTest {
    static RouteTable table(String... routes) {
        StringBuilder yaml = new StringBuilder("clusters: {a: {endpoints: [\"h:1\"]}, b: {endpoints: [\"h:2\"]}}\n");
        yaml.append("roles:\n  web:\n    kind: http\n    listen: \":0\"\n    routes:\n");
        for (String route : routes) {
            yaml.append("      - ").append(route).append('\n');
        }
        try {
            var config = ConfigLoader.parse(Path.of("web.yaml"), yaml.toString(), Map.of())
                    .config();
            if (config.roles().get("web") instanceof HttpConfig http) {
                return RouteTable.of("web", http, Weights.OF_FILE);
            }
            throw new IllegalStateException("the file has no HTTP role");
        } catch (ConfigException mistakes) {
            throw new IllegalArgumentException(mistakes);
        }
    }

    private static boolean takes(String match, String requestLine, String headers) {
        RequestScanner scanner =
                RequestPathTest.scan(requestLine + " HTTP/1.1\r\nHost: shop.test:80\r\n" + headers + "\r\n");
        RequestPath path = new RequestPath();
        path.read(scanner.headers().bytes(), scanner.target());
        return table("{match: " + match + ", cluster: a}").find(scanner, path) != null;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {path: /*}                        | GET /a/b        | true
        {path: /a}                        | GET /a          | true
        {path: /a}                        | GET /a?b        | true
        {path: /a}                        | GET /a/         | false
        {path: /a}                        | GET /ab         | false
        {path: /a/*}                      | GET /a          | true
        {path: /a/*}                      | GET /a/b/c      | true
        {path: /a/*}                      | GET /ab         | false
        {path: /a/*}                      | GET /%61/b      | true
        {path: "/u/{id}"}                 | GET /u/1        | true
        {path: "/u/{id}"}                 | GET /u/         | false
        {path: "/u/{id}"}                 | GET /u/1/2      | false
        {path: "/u/{id}/o"}               | GET /u/1/o      | true
        {path: "/u/{id}/o"}               | GET /u/1/p      | false
        {path: "/u/{id}/*"}               | GET /u/1        | true
        {path: "/u/{id}/*"}               | GET /u/1/2/3    | true
        {path: "/u/{id}/*"}               | GET /u          | false
        {host: shop.test}                 | GET /           | true
        {host: SHOP.test}                 | GET /           | true
        {host: hop.test}                  | GET /           | false
        {host: "*.test"}                  | GET /           | true
        {host: "*.shop.test"}             | GET /           | false
        {host: other}                     | GET http://other:8/ | true
        {host: shop.test}                 | GET http://other/   | false
        {methods: [GET, HEAD]}            | GET /           | true
        {methods: [POST]}                 | GET /           | false
        {methods: [PURGE]}                | PURGE /         | true
        {query: {a: "1"}}                 | GET /?b=2&a=1   | true
        {query: {a: "1"}}                 | GET /?a=12      | false
        {query: {a: "1"}}                 | GET /?aa=1      | false
        {query: {a: "*"}}                 | GET /?a         | true
        {query: {a: "*"}}                 | GET /           | false
        """)
    void aRequestMeetsTheDemandOrNot(String match, String line, boolean expected) {
        assertThat(takes(match, line, "")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        X-Beta: 1                | true
        x-beta:1                 | true
        X-Beta: 2;X-Beta: 1      | true
        X-Beta: 2                | false
        X-Bet: 1                 | false
        """)
    void aHeaderIsFoundWhateverItsCase(String lines, boolean expected) {
        assertThat(takes("{headers: {X-Beta: \"1\"}}", "GET /", lines.replace(";", "\r\n") + "\r\n"))
                .isEqualTo(expected);
    }
}
