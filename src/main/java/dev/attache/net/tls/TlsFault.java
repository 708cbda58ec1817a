package dev.attache.net.tls;

import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;

/// Why TLS with an endpoint did not come about.
///
/// @param kind what a client may be told
/// @param message in words for the log, without anything that the endpoint could have chosen
public record TlsFault(Kind kind, String message) {
    private static final int CAUSES_MAX = 12;
    private static final int WORD_CHARS_MAX = 40;
    private static final String ALERT = "alert";

    /// What went wrong.
    public enum Kind {
        /// The endpoint's certificate is not accepted here.
        CERTIFICATE,
        /// The endpoint has sent an alert, as servers do that miss a certificate of ours.
        ALERT,
        /// The endpoint has not answered in time.
        TIMED_OUT,
        /// Anything else, such as a peer that speaks no TLS.
        PROTOCOL
    }

    /// Reads a failed handshake.
    public static TlsFault of(Throwable failure) {
        if (failure instanceof SslHandshakeTimeoutException) {
            return new TlsFault(Kind.TIMED_OUT, "TLS was not agreed on in time");
        }
        String certificate = certificateFaultIn(failure);
        if (!certificate.isEmpty()) {
            return new TlsFault(Kind.CERTIFICATE, "its certificate " + certificate);
        }
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        int alert = text.lastIndexOf(ALERT);
        return alert < 0
                ? new TlsFault(Kind.PROTOCOL, "it does not speak TLS as it is asked for here")
                : new TlsFault(Kind.ALERT, "it refuses TLS" + wordAfter(text, alert + ALERT.length()));
    }

    private static String certificateFaultIn(Throwable failure) {
        String found = "";
        Throwable cause = failure;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            switch (cause) {
                case CertificateExpiredException _ -> {
                    return "has expired";
                }
                case CertificateNotYetValidException _ -> {
                    return "is not valid yet";
                }
                case CertPathBuilderException _, CertPathValidatorException _ -> found = "is not trusted";
                case CertificateException _ -> found = found.isEmpty() ? "is for another name" : found;
                default -> {}
            }
            cause = cause.getCause();
        }
        return found;
    }

    /// Names of alerts come from the engine's own list.
    private static String wordAfter(String text, int from) {
        int start = from;
        while (start < text.length() && !isLetter(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length()
                && end - start < WORD_CHARS_MAX
                && (isLetter(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return start == end ? "" : ": " + text.substring(start, end).replace('_', ' ');
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
