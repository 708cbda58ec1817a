package dev.attache.config;

import dev.attache.base.Secret;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One more certificate of a listener, for clients that ask for one of its names.
@Doc("one more certificate of a listener, for clients that ask for one of its names")
public record CertificateConfig(
        @Doc("certificate chain in PEM, its own first, best as {file: PATH}")
        Secret cert,

        @Doc("private key in PEM, not encrypted, best as {file: PATH}")
        Secret key,

        @Doc("names that it is shown for: host.example or *.example; those in the certificate where none are given")
        @Default("[]")
        List<String> names) {

    private static final Pattern NAME = Pattern.compile("(\\*\\.)?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    public CertificateConfig {
        names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("names: '" + name + "' is neither host.example nor *.example");
            }
        }
        Pem.checkPair(cert, key);
    }
}
