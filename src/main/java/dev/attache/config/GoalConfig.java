package dev.attache.config;

/// Something that visitors are hoped to do. Where neither of the keys is given, the app tells of it by
/// `POST /experiments/NAME/goals`.
@Doc("something that visitors are hoped to do; where no key is given, the app tells of it at /experiments/NAME/goals")
public record GoalConfig(
        @Doc("requests of the split that reach it, where they are answered below 400") @Default("{}")
        MatchConfig match,

        @Doc("name of a header by which an answer says that it was reached") @Default("")
        String header) {

    public GoalConfig {
        if (!header.isEmpty() && !HeaderEditConfig.isToken(header)) {
            throw new IllegalArgumentException("header: holds what no name of a header does");
        }
    }

    /// Whether requests reach it by what they ask for.
    public boolean isMatched() {
        return !match.asksNothing();
    }
}
