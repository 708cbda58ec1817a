package dev.attache.upstream.probe;

import dev.attache.base.GrowingBytes;
import dev.attache.config.CredentialsConfig;
import dev.attache.config.HealthConfig.ReplicationSide;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What is asked of a Redis server in one round, and which answers are good. A user that logs in for this needs the
/// right to each of the commands.
///
/// @param login sent once a connection; empty where there are no credentials
/// @param round the commands, sent together
/// @param questions one for each command, in their order
public record RedisQuestions(byte[] login, byte[] round, List<RedisQuestion> questions) {
    /// @param auth presented first, where there is a password
    public static RedisQuestions of(CredentialsConfig auth, List<RedisQuestion> questions) {
        var round = new GrowingBytes();
        questions.forEach(each -> appendCommand(round, each.words()));
        return new RedisQuestions(login(auth), bytes(round), List.copyOf(questions));
    }

    /// What a cluster asks of its endpoints: PING, INFO persistence and, where the role matters, INFO replication.
    public static RedisQuestions of(CredentialsConfig auth, ReplicationSide role) {
        List<RedisQuestion> questions = new ArrayList<>(List.of(RedisQuestion.ping(), RedisQuestion.loaded()));
        if (role != ReplicationSide.ANY) {
            questions.add(RedisQuestion.isOn(role));
        }
        return of(auth, questions);
    }

    private static byte[] login(CredentialsConfig auth) {
        var login = new GrowingBytes();
        if (auth.password().isSet()) {
            String password = auth.password().reveal();
            appendCommand(
                    login, auth.user().isEmpty() ? List.of("AUTH", password) : List.of("AUTH", auth.user(), password));
        }
        return bytes(login);
    }

    private static void appendCommand(GrowingBytes out, List<String> words) {
        out.append("*" + words.size() + "\r\n");
        for (String word : words) {
            byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
            out.append("$" + utf8.length + "\r\n");
            out.append(utf8);
            out.append("\r\n");
        }
    }

    private static byte[] bytes(GrowingBytes from) {
        return Arrays.copyOf(from.array(), from.length());
    }

    /// How many replies a round has.
    int replies() {
        return questions.size();
    }

    /// What is wrong with a reply, for people; empty where nothing is.
    ///
    /// @param index its place in the round; negative for that of the login
    String faultOf(int index, String reply) {
        if (reply.startsWith("-")) {
            return reply.substring(1).strip();
        }
        return index < 0 ? "" : questions.get(index).judge().faultOf(reply);
    }
}
