package dev.attache.config;

/// Text that is not read as YAML, or YAML that goes beyond a bound; ends the reading of the file.
final class YamlRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Place place;
    private final String what;
    private final String expected;

    YamlRefusal(Place place, String what, String expected) {
        super(what, null, false, false);
        this.place = place;
        this.what = what;
        this.expected = expected;
    }

    void addTo(Mistakes mistakes) {
        mistakes.add(place, "", what, expected);
    }
}
