package dev.attache.net.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// From the name that a client asks for to the place of a certificate: the exact name first, then `*` for its first
/// label (RFC 6125, 6.4.3), else the default, which has place 0.
final class ServerNames {
    private static final int DNS_NAME = 2;

    private final Map<String, Integer> exact = new HashMap<>();
    private final Map<String, Integer> underStar = new HashMap<>();

    /// Adds names of the certificate at a place; where a name is there already, the first one stays.
    void add(Collection<String> names, int place) {
        for (String each : names) {
            String name = each.toLowerCase(Locale.ROOT);
            if (name.startsWith("*.")) {
                underStar.putIfAbsent(name.substring(2), place);
            } else {
                exact.putIfAbsent(name, place);
            }
        }
    }

    /// The place of the certificate for a name; 0 where there is no other.
    int find(String asked) {
        String name = folded(asked);
        Integer place = exact.get(name);
        if (place == null) {
            int dot = name.indexOf('.');
            place = dot <= 0 ? null : underStar.get(name.substring(dot + 1));
        }
        return place == null ? 0 : place;
    }

    private static String folded(String name) {
        int end = name.endsWith(".") ? name.length() - 1 : name.length();
        return name.substring(0, end).toLowerCase(Locale.ROOT);
    }

    /// The names of hosts that a certificate is for.
    static List<String> of(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> each : alternatives) {
                    if (each.getFirst().equals(DNS_NAME)) {
                        names.add((String) each.get(1));
                    }
                }
            }
        } catch (CertificateParsingException _) {
            // It is shown for no name of its own.
        }
        return names;
    }
}
