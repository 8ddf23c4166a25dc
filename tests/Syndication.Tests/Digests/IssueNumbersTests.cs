using Syndication.Digests;

namespace Syndication.Tests.Digests;

public sealed class IssueNumbersTests
{
    [Fact]
    public void The_line_says_what_became_of_every_message()
    {
        var counts = new MessageCounts(100_000, 0, 0, 0, 0, 99_984, 2, 0, 14, 0, 0, 0);

        Assert.Equal(
            "planned 100,000: sent 99,984, in doubt 2, failed 14; repeats 1, ever in doubt 3",
            IssueNumbers.Line(new IssueSummary("x", "Boots", default, "open", [], counts, Repeats: 1, Doubts: 3))
        );
    }
}
