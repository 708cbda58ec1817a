package dev.attache.observe;

/// What runs: shown as the labels of a metric that is always 1.
///
/// @param version of attache
/// @param commit it was built from; empty where that is not known
/// @param transport how event loops talk to the kernel
public record BuildInfo(String version, String commit, String transport) implements MetricSource {
    /// The virtual machine, name and version.
    public static String jvm() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
    }

    @Override
    public void collect(MetricSink sink) {
        sink.info("build", "What runs.", "version", version, "commit", commit, "jvm", jvm(), "transport", transport);
    }
}
