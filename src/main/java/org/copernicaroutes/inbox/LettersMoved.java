package org.copernicaroutes.inbox;

import org.jspecify.annotations.Nullable;

/**
 * What became of a retry or discard.
 *
 * @param moved letters that left the dead letters by this call
 * @param gone of the letters that it was to move, those that were no longer there: somebody else
 *     has moved them, they have expired, or the id was never one
 * @param left of the letters that it was to move, those that stay, {@code why} says why
 */
public record LettersMoved(long moved, long gone, long left, @Nullable String why) {}
