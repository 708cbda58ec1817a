package dev.attache.role.topz;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// To which container a process belongs, by the names that engines give to cgroups.
final class Container {
    private static final int ID_CHARS_SHOWN = 12;
    /// Docker, containerd and CRI-O name the group of a container after its id, perhaps with the engine around it.
    private static final Pattern ID = Pattern.compile("(?:^|[/:-])([0-9a-f]{64})(?:\\.scope)?(?=$|[/\\n])");
    private static final Pattern POD = Pattern.compile("pod([0-9a-f]{8}[-_][0-9a-f-_]{27})");
    private static final Pattern SERVICE = Pattern.compile("/([^/\\n]+\\.service)(?=$|[/\\n])");

    private Container() {}

    /// The id as engines shorten it, or the pod, or the service of systemd; empty where the file names none.
    ///
    /// @param cgroups what `/proc/PID/cgroup` says
    static String of(String cgroups) {
        String id = last(ID, cgroups);
        if (!id.isEmpty()) {
            return id.substring(0, ID_CHARS_SHOWN);
        }
        String pod = last(POD, cgroups);
        return pod.isEmpty() ? last(SERVICE, cgroups) : "pod " + pod.replace('_', '-');
    }

    private static String last(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        String last = "";
        while (found.find()) {
            last = found.group(1);
        }
        return last;
    }
}
