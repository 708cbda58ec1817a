package dev.attache.role.http.answer;

import dev.attache.role.http.rewrite.HeaderEdits;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.ResponseScanner;

/// Changes the headers of the final answer as its route asks for.
public final class EditedAnswers extends DownstreamRelay {
    private final HeadEditor editor;
    private final HeaderEdits edits;

    public EditedAnswers(Downstream client, HeadEditor editor, HeaderEdits edits) {
        super(client);
        this.editor = editor;
        this.edits = edits;
    }

    @Override
    public void sendHead(ResponseScanner head) {
        super.sendHead(editor.edit(head, edits));
    }

    @Override
    public void sendOnlyHead(ResponseScanner head, HeaderLines none) {
        super.sendOnlyHead(editor.edit(head, edits), none);
    }
}
