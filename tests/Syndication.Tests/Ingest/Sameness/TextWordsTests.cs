using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Syndication.Ingest.Sameness;

namespace Syndication.Tests.Ingest.Sameness;

/// <summary>Texts as words: plain ones are read by a shorter way, which must lead to the same.</summary>
public sealed class TextWordsTests
{
    [Theory]
    [InlineData("Don't say 1,234.5 or e.g. U.S. on May 3rd", "dont say 12345 or e g u s on may 3rd")]
    [InlineData("A-B  c_d\te\n--", "a b c d e")]
    [InlineData("", "")]
    public void Words_are_in_lower_case_and_without_punctuation(string text, string words) =>
        Assert.Equal(words, string.Join(' ', TextWords.Of(text).Words));

    [Property(MaxTest = 1000)]
    public Property A_plain_text_has_the_words_and_facts_that_it_has_beside_other_signs() =>
        Prop.ForAll(
            Gen.Elements("Aa9zZ0 .,'-_\n\t;/".ToCharArray()).ArrayOf().Select(signs => new string(signs)).ToArbitrary(),
            text =>
            {
                var plain = Told(TextWords.Of(text));
                // One sign beyond ASCII has all of it read the longer way.
                var beside = Told(TextWords.Of(text + " \u00e9"));
                return plain.SequenceEqual(beside.SkipLast(1));
            }
        );

    private static List<(string Word, bool IsFact)> Told(TextWords words) =>
        [.. words.Words.Select((word, at) => (word, words.IsFact(at)))];
}
