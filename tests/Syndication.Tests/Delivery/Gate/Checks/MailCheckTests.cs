using MimeKit;
using Syndication.Delivery.Gate;
using Syndication.Delivery.Gate.Checks;
using Syndication.Delivery.Mails;

namespace Syndication.Tests.Delivery.Gate.Checks;

/// <summary>Whether both fields of the one-click are in a mail, and under each of its signatures.</summary>
public sealed class MailCheckTests
{
    private const string Both = "From:List-Unsubscribe:List-Unsubscribe-Post";

    [Theory]
    [InlineData("List-Unsubscribe-Post is not under each signature", "From:List-Unsubscribe")]
    [InlineData("List-Unsubscribe is not under each signature", "From:list-unsubscribe-post")]
    [InlineData("List-Unsubscribe-Post is not under each signature", Both, "From:List-Unsubscribe")]
    [InlineData("both are there, and under each signature", Both, "from:list-unsubscribe:list-unsubscribe-post")]
    [InlineData("both are there; no key of ours signs them")]
    public void Each_signature_has_to_cover_both(string expected, params string[] covered)
    {
        var finding = Find(["List-Unsubscribe", "List-Unsubscribe-Post"], covered);

        Assert.Equal(expected, finding.Says);
        Assert.Equal(expected.StartsWith("both", StringComparison.Ordinal) ? GateStatus.Ok : GateStatus.Fault, finding.Status);
    }

    [Fact]
    public void One_that_is_not_there_is_named() =>
        Assert.Equal("List-Unsubscribe-Post is missing", Find(["List-Unsubscribe"], [Both]).Says);

    private static GateFinding Find(string[] fields, string[] covered)
    {
        var header = fields
            .Select(name => HeaderField.Create(name, "<https://news.test/unsubscribe/x>"))
            .Concat(covered.Select(names => HeaderField.Create("DKIM-Signature", $"v=1; d=news.test; h={names}; b=x")))
            .ToList();
        var box = new MailboxAddress("", "ada@example.org");
        return MailCheck.Headers(new PreparedMail("t", new EncodedMail(header, []), box, box));
    }
}
