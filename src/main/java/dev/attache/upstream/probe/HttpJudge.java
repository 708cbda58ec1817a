package dev.attache.upstream.probe;

/// What is to be thought of a web server's answer.
public interface HttpJudge {
    /// Any status below 400 is a good answer, whatever else it says.
    HttpJudge BY_STATUS = head -> head.status() < 400 ? "" : "answered " + head.status();

    /// @return why the head is bad; empty where it is good
    String onHead(HttpHead head);

    /// Longest body that is read, for [#onBody]; 0 where the head alone decides.
    default int bodyBytesMax() {
        return 0;
    }

    /// @return why the body is bad; empty where it is good
    default String onBody(byte[] body) {
        return "";
    }
}
