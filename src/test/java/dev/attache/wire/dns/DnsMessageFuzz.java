package dev.attache.wire.dns;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Answers that anybody may have sent: read, or refused with a reason.
final class DnsMessageFuzz {
    @FuzzTest
    void anAnswerIsReadOrRefusedWithAReason(byte[] input) {
        for (DnsType type : DnsType.values()) {
            try {
                int id = input.length < 2 ? 0 : (input[0] & 0xFF) << 8 | input[1] & 0xFF;
                DnsMessage.read(input, input.length, id, type);
            } catch (IllegalArgumentException refused) {
                if (refused.getMessage() == null || refused.getMessage().isEmpty()) {
                    throw new AssertionError("refused without a reason", refused);
                }
            }
        }
    }
}
