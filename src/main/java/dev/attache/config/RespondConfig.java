package dev.attache.config;

/// A fixed answer.
///
/// @param status 0 where there is no such answer
@Doc("a fixed answer")
public record RespondConfig(
        @Doc("status, as in 200") @Default("0") @Range(min = "0", max = "599")
        int status,

        @Doc("text of the answer") @Default("") String body,

        @Doc("what the text is") @Default("text/plain; charset=utf-8")
        String contentType) {

    public RespondConfig {
        if (status != 0 && status < 200) {
            throw new IllegalArgumentException("status: is from 200 to 599");
        }
        if (contentType.chars().anyMatch(c -> c < ' ' || c >= 0x7f)) {
            throw new IllegalArgumentException("content-type: holds a control character");
        }
        boolean bodiless = status == 204 || status == 304;
        if (bodiless && !body.isEmpty()) {
            throw new IllegalArgumentException("body: an answer " + status + " has none");
        }
    }
}
