package dev.attache.cli.demo;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The act about HTTP: an experiment, whose visitors stay where they are.
final class SplitStory {
    private static final int VISITORS = 1000;
    private static final int VISITS = 100;

    private final Screen screen;
    private final DemoHouse house;

    SplitStory(Screen screen, DemoHouse house) {
        this.screen = screen;
        this.house = house;
    }

    /// @throws DemoException where what should happen does not
    /// @throws IOException where a connection breaks that should not
    void tell() throws DemoException, IOException {
        screen.heading(Counted.number(VISITORS) + " visitors of a web site, a tenth of them for its next version");
        Map<String, Integer> visitors = new LinkedHashMap<>();
        DemoHouse.ARMS.forEach((version, _) -> visitors.put(version, 0));
        String stayer = "";
        try (SiteClient browser = SiteClient.connect(house.web())) {
            for (int i = 0; i < VISITORS; i++) {
                SiteClient.Page page = browser.get("");
                String version = versionOf(page);
                visitors.merge(version, 1, Integer::sum);
                stayer = version.equals(DemoHouse.NEXT) ? page.cookie() : stayer;
            }
            int most = Collections.max(visitors.values());
            visitors.forEach((version, count) -> screen.bar(padded(version), count, most, "visitors"));
            comeBack(browser, stayer);
            ask(browser, "x-arm: " + DemoHouse.NEXT);
        }
    }

    private static String padded(String version) {
        return version + " ".repeat(Math.max("stable".length() - version.length(), 0));
    }

    private static String versionOf(SiteClient.Page page) throws DemoException {
        for (String version : DemoHouse.ARMS.keySet()) {
            if (page.status() == 200 && page.text().equals(DemoSite.page(version))) {
                return version;
            }
        }
        throw new DemoException("the site answered " + page.status() + ": " + page.text());
    }

    private void comeBack(SiteClient browser, String cookie) throws DemoException, IOException {
        if (cookie.isEmpty()) {
            throw new DemoException("none of the visitors was given the next version");
        }
        int stayed = 0;
        for (int i = 0; i < VISITS; i++) {
            stayed += versionOf(browser.get("Cookie: " + cookie)).equals(DemoHouse.NEXT) ? 1 : 0;
        }
        screen.heading("Who comes back stays where he was, a tester picks a version by its name");
        screen.text("one of those for " + DemoHouse.NEXT + " comes back " + VISITS
                + " times with the cookie he was given: " + stayed + " times " + DemoHouse.NEXT);
    }

    private void ask(SiteClient browser, String header) throws DemoException, IOException {
        SiteClient.Page page = browser.get(header);
        versionOf(page);
        screen.text("> curl -H '" + header + "' http://" + DemoClient.reachable(house.web()));
        screen.text(page.text());
    }
}
