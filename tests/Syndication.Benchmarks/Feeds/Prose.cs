using System.Text;

namespace Syndication.Benchmarks.Feeds;

/// <summary>Text that compresses about as well as a newspaper's.</summary>
internal static class Prose
{
    private static readonly string[] Syllables =
        "ba con der el fi gra ho in ju kel lo mar no or pre qua ri sta ter un ver wi xo ya zen".Split(' ');

    /// <summary>Paragraphs with links, the same for the same number.</summary>
    public static string Html(int number, int words)
    {
        // Drawn from a fixed seed: every run measures the same bytes.
        var random = new Random(number);
        var vocabulary = Enumerable.Range(0, 1200).Select(_ => Word(random)).ToArray();
        var html = new StringBuilder();
        for (var i = 0; i < words; i++)
        {
            if (i % 75 == 0)
                html.Append(i == 0 ? "<p>" : ".</p>\n<p>");
            // Squared: few words are most of a text.
            var word = vocabulary[(int)(vocabulary.Length * random.NextDouble() * random.NextDouble())];
            html.Append(i % 60 == 59 ? $"""<a href="https://example.org/{word}?a=1&amp;b=2">{word}</a> """ : word + " ");
        }

        return html.Append(".</p>").ToString();
    }

    private static string Word(Random random) =>
        string.Concat(Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Syllables[random.Next(Syllables.Length)]));
}
