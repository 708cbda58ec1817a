package dev.attache.config;

import dev.attache.base.Ratio;
import java.time.Duration;
import java.util.List;

/// One JSON line for each request, or for some of them.
@Doc("one JSON line for each request, or for some of them")
public record AccessLogConfig(
        @Doc("file that lines are added to, or stdout or stderr; empty writes none") @Default("")
        String to,

        @Doc("share of the requests that is written; what failed (5xx, refused, cut) always is")
        @Default("100%")
        @Range(min = "0%", max = "100%")
        Ratio sample,

        @Doc("statuses that are written whatever the share, as in 404 or 4xx") @Default("[]")
        List<String> status,

        @Doc("requests that take longer than this are written whatever the share; 0 knows none such")
        @Default("0")
        @Range(min = "0", max = "24h")
        Duration slower,

        @Doc("paths of which only what failed is written: /exact, or /prefix/* as in routes") @Default("[]")
        List<String> except) {

    public AccessLogConfig {
        status = List.copyOf(status);
        except = List.copyOf(except);
        for (String each : status) {
            if (each.length() != 3 || !isStatus(each)) {
                throw new IllegalArgumentException("status: '" + each + "' is neither a status nor one as 4xx");
            }
        }
        for (String each : except) {
            int star = each.indexOf('*');
            if (!each.startsWith("/") || star >= 0 && !(star == each.length() - 1 && each.endsWith("/*"))) {
                throw new IllegalArgumentException("except: '" + each + "' is neither /exact nor /prefix/*");
            }
        }
    }

    private static boolean isStatus(String text) {
        boolean kind = text.charAt(0) >= '1' && text.charAt(0) <= '5';
        boolean digits = Character.isDigit(text.charAt(1)) && Character.isDigit(text.charAt(2));
        return kind && (digits || text.endsWith("xx"));
    }
}
