package dev.attache.base;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// What people write in a file: read to a value that is written back the same, or refused with a reason.
final class AddressFuzz {
    @FuzzTest
    void anAddressIsReadBackFromWhatItIsWrittenAs(byte[] input) {
        Address address;
        try {
            address = Address.parse(new String(input, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException refused) {
            if (refused.getMessage() == null || refused.getMessage().isEmpty()) {
                throw new AssertionError("refused without a reason", refused);
            }
            return;
        }
        if (!Address.parse(address.toString()).equals(address)) {
            throw new AssertionError(address + " is read back as " + Address.parse(address.toString()));
        }
    }
}
