package dev.attache.config;

/// What upstreams and clients get in place of what came.
@Doc("what upstreams and clients get in place of what came")
public record RewriteConfig(
        @Doc("path: fixed; or /new/* in place of the part before the * of the match; or with the {names} of the match")
        @Default("")
        String path,

        @Doc("host, with a port where it has one") @Default("")
        String host,

        @Doc("headers of the request") @Default("{}") HeaderEditConfig request,

        @Doc("headers of the answer") @Default("{}") HeaderEditConfig response) {
    private static final String PATH_SIGNS = "-._~!$&'()*+,:@=/{}%";
    private static final String HOST_SIGNS = "-._:[]";

    public RewriteConfig {
        if (!path.isEmpty() && !path.startsWith("/")) {
            throw new IllegalArgumentException("path: begins with a slash");
        }
        if (!path.chars().allMatch(c -> isPlain(c) || PATH_SIGNS.indexOf(c) >= 0)) {
            throw new IllegalArgumentException("path: holds what no path has");
        }
        int star = path.indexOf('*');
        if (star >= 0 && !path.endsWith("/*") || star < path.length() - 1 && star >= 0) {
            throw new IllegalArgumentException("path: a * stands at the end only, behind a slash");
        }
        if (!host.chars().allMatch(c -> isPlain(c) || HOST_SIGNS.indexOf(c) >= 0)) {
            throw new IllegalArgumentException("host: holds what no name of a host has");
        }
        String said = request.ofForward();
        if (!said.isEmpty()) {
            throw new IllegalArgumentException("request: what upstreams get as " + said + " is said by forward");
        }
    }

    private static boolean isPlain(int c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    /// Whether it changes anything.
    public boolean isSet() {
        return !path.isEmpty() || !host.isEmpty() || request.isSet() || response.isSet();
    }

    /// What is wrong with the path for requests that were matched so; empty where nothing is.
    String complaintFor(MatchConfig match) {
        if (path.endsWith("/*") && !match.path().endsWith("/*")) {
            return "the path ends in /*, but that of the match does not, so there is no rest to keep";
        }
        for (String part : path.split("/", -1)) {
            if (part.indexOf('{') >= 0 || part.indexOf('}') >= 0) {
                boolean known =
                        part.matches("\\{[A-Za-z0-9_-]+}") && ("/" + match.path() + "/").contains("/" + part + "/");
                if (!known) {
                    return "the path of the match has no part " + part;
                }
            }
        }
        return "";
    }
}
