package dev.attache.role.http.route;

/// One route: what it demands, and what becomes of the requests that it takes.
public final class Route {
    private final int index;
    private final RouteMatch match;
    private final Action action;

    Route(int index, RouteMatch match, Action action) {
        this.index = index;
        this.match = match;
        this.action = action;
    }

    /// Its place in the file, from 0 on.
    public int index() {
        return index;
    }

    RouteMatch match() {
        return match;
    }

    public Action action() {
        return action;
    }
}
