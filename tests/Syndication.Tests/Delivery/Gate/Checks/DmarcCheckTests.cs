using Syndication.Delivery.Dkim;
using Syndication.Delivery.Gate;
using Syndication.Delivery.Gate.Checks;

namespace Syndication.Tests.Delivery.Gate.Checks;

/// <summary>What the DMARC record of the domain of From comes to.</summary>
public sealed class DmarcCheckTests
{
    // Its mail is signed by example.org, and its envelope sender is a third domain: only relaxed alignment holds.
    private static readonly SendingIdentity Identity = new(
        "news.example.org",
        "bounce.news.example.org",
        [(new KeyName("example.org", "s1"), "")],
        ["relay.example.org"],
        GoesOut: true
    );

    [Theory]
    [InlineData("v=DMARC1; p=None", "Ok")]
    [InlineData("v=DMARC1; P=QUARANTINE; sp=Reject", "Ok")]
    [InlineData("v=DMARC1; p=Reject; aspf=R; adkim=R", "Ok")]
    [InlineData("v=DMARC1; p=none; aspf=S", "Note")]
    [InlineData("v=DMARC1; p=none; adkim=S", "Note")]
    [InlineData("v=DMARC1; p=None; aspf=S; adkim=S", "Fault")]
    [InlineData("v=DMARC1; p=Never", "Fault")]
    public async Task Its_words_are_read_in_any_letter_case(string record, string status)
    {
        var finding = await DmarcCheck.FindAsync(new OneRecord(record), Identity, CancellationToken.None);

        Assert.Equal(status, finding.Status.ToString());
    }

    private sealed class OneRecord(string text) : IDnsAnswers
    {
        public Task<DnsAnswer> AskAsync(DnsKind kind, string name, CancellationToken ct) =>
            Task.FromResult<DnsAnswer>(new DnsAnswer.Found([text]));
    }
}
