/**
 * How our messages are worded, whichever stage writes them: what a misspelt word was meant to be,
 * and how many lines of a kind are enough.
 *
 * <p>Given: what somebody wrote, or that a line is due. Gives: a hint, or leave to write the line.
 * Must not know: any stage.
 */
@NullMarked
package org.copernicaroutes.words;

import org.jspecify.annotations.NullMarked;
