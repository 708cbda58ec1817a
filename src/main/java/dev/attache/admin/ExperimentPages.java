package dev.attache.admin;

import dev.attache.base.JsonReader;
import dev.attache.base.JsonText;
import dev.attache.net.page.Answer;
import dev.attache.net.page.Asked;
import dev.attache.role.Experiment;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is to be seen of experiments and asked of them:
///
/// ```
/// GET  /experiments               all of them
/// GET  /experiments/NAME          one: its arms, counts and comparisons
/// PUT  /experiments/NAME          {"weights": {"ARM": 25}}, until the file is read again
/// POST /experiments/NAME/goals    {"goal": "order", "visitor": "ID"}, or with "arm" in place of "visitor"; or a list
/// GET  /experiments/NAME/diff     how mirrored requests were answered otherwise; ?all shows noise too
/// ```
/// Where two roles have experiments of one name, `?role=NAME` says which; else it is the first in the file.
final class ExperimentPages {
    private static final String ROOT = "/experiments";
    private static final String GOALS = "/goals";
    private static final String DIFF = "/diff";
    private static final String WEIGHTS = "weights";

    private final AdminView view;

    ExperimentPages(AdminView view) {
        this.view = view;
    }

    /// What each path allows; empty where there is no such page.
    static String allowed(String path) {
        if (path.equals(ROOT)) {
            return "GET, HEAD";
        }
        if (!path.startsWith(ROOT + "/") || nameIn(path).isEmpty()) {
            return "";
        }
        return switch (pageIn(path)) {
            case "" -> "GET, HEAD, PUT";
            case GOALS -> "POST";
            case DIFF -> "GET, HEAD";
            default -> "";
        };
    }

    /// Whether a page shows what clients were told, and so is for those alone who may change things.
    static boolean isPrivate(String path) {
        return path.startsWith(ROOT + "/") && pageIn(path).equals(DIFF);
    }

    private static String nameIn(String path) {
        String rest = path.substring(ROOT.length() + 1);
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }

    private static String pageIn(String path) {
        int slash = path.indexOf('/', ROOT.length() + 1);
        return slash < 0 ? "" : path.substring(slash);
    }

    Answer answer(Asked asked) {
        if (asked.path().equals(ROOT)) {
            List<Map<String, Object>> all =
                    view.experiments("").stream().map(Experiment::facts).toList();
            return Answer.json(JsonText.indented(Map.of("experiments", all)));
        }
        Experiment experiment = find(nameIn(asked.path()), asked.parameter("role"));
        if (experiment == null) {
            return Answer.text(HttpResponseStatus.NOT_FOUND, "there is no such experiment; /experiments lists them");
        }
        try {
            return switch (pageIn(asked.path())) {
                case GOALS -> takeGoals(experiment, JsonReader.read(asked.body()));
                case DIFF -> Answer.json(JsonText.indented(experiment.differences(asked.has("all"))));
                default -> asked.method().equals("PUT") ? reweigh(experiment, asked.body()) : show(experiment);
            };
        } catch (IllegalArgumentException e) {
            return Answer.text(HttpResponseStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Experiment find(String name, String role) {
        return view.experiments(role).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Answer show(Experiment experiment) {
        return Answer.json(JsonText.indented(experiment.facts()));
    }

    private static Answer reweigh(Experiment experiment, String body) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        Map<?, ?> said = objectOf(JsonReader.read(body));
        Map<?, ?> byArm = said.get(WEIGHTS) instanceof Map<?, ?> inner && said.size() == 1 ? inner : said;
        byArm.forEach((arm, weight) -> {
            if (!(weight instanceof Long number) || number < 0 || number > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("the weight of " + arm + " is no whole number from 0 on");
            }
            weights.put(String.valueOf(arm), number.intValue());
        });
        experiment.reweigh(weights);
        return show(experiment);
    }

    private static Answer takeGoals(Experiment experiment, Object body) {
        List<?> all = body instanceof List<?> list ? list : List.of(body);
        int compared = 0;
        for (Object each : all) {
            Map<?, ?> event = objectOf(each);
            String visitor = textOf(event, "visitor");
            String arm = textOf(event, "arm");
            if (visitor.isEmpty() == arm.isEmpty()) {
                throw new IllegalArgumentException("a goal is reached by a visitor or on an arm: give one of the two");
            }
            compared += experiment.onGoal(textOf(event, "goal"), visitor, arm) ? 1 : 0;
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("taken", all.size());
        facts.put("compared", compared);
        return Answer.json(JsonText.indented(facts));
    }

    private static Map<?, ?> objectOf(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("the body is no JSON object");
    }

    private static String textOf(Map<?, ?> map, String key) {
        Object value = map.containsKey(key) ? map.get(key) : "";
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(key + " is no text");
    }
}
