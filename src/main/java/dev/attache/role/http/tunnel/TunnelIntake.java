package dev.attache.role.http.tunnel;

import dev.attache.base.HostPort;
import dev.attache.config.ConnectConfig;
import dev.attache.net.DialPlan;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.exchange.Exchange;
import dev.attache.role.http.limit.Slots;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.role.http.route.ConnectRules;
import dev.attache.wire.http.RequestScanner;

/// What becomes of CONNECT: a tunnel, where the settings allow it, or a refusal, after which the client's connection
/// ends: who has sent on for a tunnel that there is none must not have it read as requests.
public final class TunnelIntake {
    private final LoopKit loop;
    private final Slots places;

    /// @param places those of all tunnels of the role, on whatever loop
    public TunnelIntake(LoopKit loop, Slots places) {
        this.loop = loop;
        this.places = places;
    }

    /// Opens it, or refuses to.
    public void take(Exchange exchange, RequestScanner request) {
        exchange.toLast();
        ConnectRules rules = loop.settings().connects();
        if (!rules.allowsAny() || request.facts().wantsUpgrade()) {
            exchange.client().refuse(Refusal.CONNECT);
            return;
        }
        HostPort target = ConnectRules.read(request.headers().bytes(), request.target());
        ConnectConfig config = loop.settings().config().connect();
        if (target == null || request.hasBody()) {
            exchange.client().refuse(Refusal.MALFORMED);
        } else if (!rules.allows(target)) {
            exchange.client().refuse(Refusal.CONNECT);
        } else if (!places.enter(config.tunnels())) {
            exchange.client().refuse(Refusal.TUNNELS_FULL);
        } else {
            DialPlan plan = DialPlan.inTheClear(target, config.connectTimeout())
                    .admitting(found -> rules.admits(target, found));
            Tunnel.open(loop, exchange, plan, places);
        }
    }
}
