package dev.attache.role.logs.sink;

import dev.attache.net.DialPlan;
import dev.attache.upstream.Cluster;
import dev.attache.upstream.Endpoint;
import java.io.IOException;
import java.util.List;

/// How a receiver is reached, each time anew.
public interface Route {
    /// How it is reached now.
    ///
    /// @throws IOException where there is no way at present, saying why
    DialPlan next() throws IOException;

    /// It could be reached, or has answered.
    default void onSuccess() {}

    /// It could not be reached, or has not answered.
    default void onFailure(String why) {}

    /// The same way each time.
    static Route of(DialPlan plan) {
        return () -> plan;
    }

    /// The endpoints of a cluster: one of them as long as it is fit, then the next.
    static Route of(Cluster cluster) {
        return new Route() {
            private int turn;

            @Override
            public DialPlan next() throws IOException {
                List<Endpoint> all = cluster.endpoints();
                for (int i = 0; i < all.size(); i++) {
                    if (at(all, turn).available()) {
                        return cluster.planFor(at(all, turn));
                    }
                    turn++;
                }
                throw new IOException("no endpoint of cluster " + cluster.name() + " is available");
            }

            private static Endpoint at(List<Endpoint> all, int turn) {
                return all.get(Math.floorMod(turn, all.size()));
            }

            @Override
            public void onSuccess() {
                List<Endpoint> all = cluster.endpoints();
                if (!all.isEmpty()) {
                    at(all, turn).onSuccess();
                }
            }

            @Override
            public void onFailure(String why) {
                List<Endpoint> all = cluster.endpoints();
                if (!all.isEmpty()) {
                    at(all, turn).onFailure(why);
                    turn++;
                }
            }
        };
    }
}
