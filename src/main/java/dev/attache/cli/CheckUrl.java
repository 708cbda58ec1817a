package dev.attache.cli;

/// A check as a flag has it: a URL whose scheme is the kind.
///
/// @param key of the file, which says the kind
/// @param value behind that key
record CheckUrl(String key, String value) {
    /// Whether it is sound is for the file's reader to say.
    static CheckUrl of(String url) {
        int colon = url.indexOf(':');
        String scheme = colon < 0 ? "" : url.substring(0, colon);
        String rest = url.substring(colon + 1);
        String place = rest.startsWith("//") ? rest.substring(2) : rest;
        return switch (scheme) {
            case "http", "https" -> new CheckUrl("http", url);
            case "unix" -> new CheckUrl("tcp", url);
            case "redis" -> new CheckUrl(scheme, withPort(place, 6379));
            case "memcached" -> new CheckUrl(scheme, withPort(place, 11211));
            case "tls" -> new CheckUrl(scheme, withPort(place, 443));
            case "ws", "wss" -> new CheckUrl("websocket", url);
            case "file", "disk", "process", "tcp", "grpc", "dns" -> new CheckUrl(scheme, place);
            default -> isPlace(scheme, rest) ? new CheckUrl("tcp", url) : new CheckUrl(scheme, place);
        };
    }

    /// Whether it is `host:port`, and not the URL of a kind that has none; of that the reader knows the nearest kind.
    private static boolean isPlace(String scheme, String rest) {
        return !scheme.chars().allMatch(c -> c >= 'a' && c <= 'z')
                || scheme.isEmpty()
                || !rest.isEmpty() && rest.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String withPort(String place, int usual) {
        String address = place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
        return address.startsWith("/") ? address : Login.withPort(address, usual);
    }
}
