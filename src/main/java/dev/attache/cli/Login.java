package dev.attache.cli;

/// Who is asked where, as a flag has it: `[USER@]HOST[:PORT][/NAME]`, perhaps with a scheme before.
///
/// @param scheme empty where there is none
/// @param user empty where there is none
/// @param holdsPassword whether there is something behind a colon in front of the at sign
/// @param place what is behind that, without the path
/// @param path without its slash, with a query where there is one
record Login(String scheme, String user, boolean holdsPassword, String place, String path) {
    static Login parse(String text) {
        int scheme = text.indexOf("://");
        String rest = scheme < 0 ? text : text.substring(scheme + 3);
        int at = rest.lastIndexOf('@');
        String user = at < 0 ? "" : rest.substring(0, at);
        int colon = user.indexOf(':');
        String where = rest.substring(at + 1);
        int slash = where.startsWith("unix:") ? -1 : where.indexOf('/');
        return new Login(
                scheme < 0 ? "" : text.substring(0, scheme),
                colon < 0 ? user : user.substring(0, colon),
                colon >= 0,
                slash < 0 ? where : where.substring(0, slash),
                slash < 0 ? "" : where.substring(slash + 1));
    }

    /// The place with a port, which is this one where none is said.
    String placeWithPort(int usual) {
        return place.startsWith("unix:") ? place : withPort(place, usual);
    }

    /// A host with a port, which is this one where none is said.
    static String withPort(String host, int usual) {
        return host.lastIndexOf(':') > host.lastIndexOf(']') ? host : host + ":" + usual;
    }

    /// Says what is wrong where a password stands in it.
    ///
    /// @param instead the flag that names it
    /// @return whether it is refused
    boolean refusePassword(FlagText text, String flag, String instead) {
        if (holdsPassword) {
            text.refuse(
                    flag,
                    "holds a password, which every process of this machine could read",
                    instead + "-password-file or " + instead + "-password-env");
        }
        return holdsPassword;
    }
}
