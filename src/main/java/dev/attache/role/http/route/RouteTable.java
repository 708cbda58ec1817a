package dev.attache.role.http.route;

import dev.attache.config.HttpConfig;
import dev.attache.config.RouteConfig;
import dev.attache.wire.http.RequestScanner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All routes of a role in the file's order: the first that matches takes the request. Immutable.
public final class RouteTable {
    private final Route[] routes;
    private final List<Destination> destinations;
    private final List<RouteConfig> origins;

    private RouteTable(Route[] routes, List<Destination> destinations, List<RouteConfig> origins) {
        this.routes = routes;
        this.destinations = List.copyOf(destinations);
        this.origins = List.copyOf(origins);
    }

    /// The routes of the settings.
    ///
    /// @param role name of the role, which names and salts the experiments that have no name
    /// @param weights of the arms of experiments
    public static RouteTable of(String role, HttpConfig config, Weights weights) {
        List<Destination> destinations = new ArrayList<>();
        List<RouteConfig> origins = new ArrayList<>();
        Route[] routes = new Route[config.routes().size()];
        for (int i = 0; i < routes.length; i++) {
            RouteConfig route = config.routes().get(i);
            routes[i] = new Route(i, new RouteMatch(route.match()), actionOf(role, route, destinations, weights));
            while (origins.size() < destinations.size()) {
                origins.add(route);
            }
        }
        return new RouteTable(routes, destinations, origins);
    }

    private static Action actionOf(String role, RouteConfig route, List<Destination> destinations, Weights weights) {
        if (!route.split().arms().isEmpty()) {
            return new Action.Divide(Split.of(role, route.split(), destinations, weights));
        }
        if (!route.redirect().to().isEmpty()) {
            return new Action.Redirect(route.redirect());
        }
        if (route.respond().status() > 0) {
            return new Action.Respond(route.respond());
        }
        Destination destination = new Destination(destinations.size(), route.cluster(), "", "");
        destinations.add(destination);
        return new Action.Forward(destination);
    }

    /// The route that takes a request; null where none does.
    public @Nullable Route find(RequestScanner request, RequestPath path) {
        for (Route route : routes) {
            if (route.match().matches(request, path)) {
                return route;
            }
        }
        return null;
    }

    /// Everywhere that requests may go, by [Destination#index].
    public List<Destination> destinations() {
        return destinations;
    }

    /// The settings of the route that leads to a destination.
    public RouteConfig originOf(Destination destination) {
        return origins.get(destination.index());
    }
}
