package dev.attache.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadBlocksTest {
    private final ReadBlocks blocks = new ReadBlocks(ByteBufAllocator.DEFAULT);
    private final List<ByteBuf> held = new ArrayList<>();

    @AfterEach
    void giveAllBack() {
        held.forEach(ByteBuf::release);
        blocks.release();
    }

    private ByteBuf hold() {
        ByteBuf block = blocks.take();
        held.add(block);
        return block;
    }

    private static long addressOf(ByteBuf block) {
        return block.memoryAddress();
    }

    @Test
    void aBlockThatNobodyHoldsIsLentAgainAndEmpty() {
        ByteBuf first = blocks.take().writeZero(7);
        long address = addressOf(first);
        first.release();

        ByteBuf second = hold();

        assertThat(addressOf(second)).isEqualTo(address);
        assertThat(second.readableBytes()).isZero();
        assertThat(second.writableBytes()).isEqualTo(ReadBlocks.BLOCK_BYTES);
    }

    @Test
    void aBlockIsNotLentWhileAPartOfItIsHeld() {
        ByteBuf first = blocks.take().writeZero(7);
        ByteBuf part = first.readRetainedSlice(3);
        first.release();

        assertThat(addressOf(hold())).isNotEqualTo(addressOf(first));
        part.release();
        assertThat(addressOf(hold())).isEqualTo(addressOf(first));
    }

    @Test
    void beyondTheBoundBlocksAreStillToBeHadAndAreNotKept() {
        for (int i = 0; i < ReadBlocks.KEPT_MAX + 3; i++) {
            hold();
        }

        assertThat(held.getLast().refCnt()).isEqualTo(1);
        assertThat(held.getFirst().refCnt()).isEqualTo(2);
    }

    @Test
    void theyAreScarceWhenHalfOfThemAreHeldAndNoMoreWhenThoseCameBack() {
        for (int i = 0; i <= ReadBlocks.KEPT_MAX / 2; i++) {
            assertThat(blocks.areScarce()).isFalse();
            hold();
        }
        hold();
        assertThat(blocks.areScarce()).isTrue();

        held.forEach(ByteBuf::release);
        held.clear();
        hold();

        assertThat(blocks.areScarce()).isFalse();
    }

    @Test
    void aTrimGivesBackWhatWasNotNeededSinceTheLast() {
        ByteBuf first = blocks.take();
        ByteBuf second = blocks.take();
        first.release();
        second.release();

        blocks.trim();
        assertThat(second.refCnt()).isEqualTo(1);
        blocks.take().release();
        blocks.trim();

        assertThat(first.refCnt()).isEqualTo(1);
        assertThat(second.refCnt()).isZero();
    }
}
