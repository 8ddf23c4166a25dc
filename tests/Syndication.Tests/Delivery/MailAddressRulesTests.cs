using FsCheck.Xunit;
using MimeKit;
using Syndication.Delivery;

namespace Syndication.Tests.Delivery;

public sealed class MailAddressRulesTests
{
    [Theory]
    [InlineData("jane@example.org", "jane@example.org")]
    [InlineData("  Jane.Doe+news@Example.ORG ", "Jane.Doe+news@example.org")]
    [InlineData("o'brien@example.co.uk", "o'brien@example.co.uk")]
    [InlineData("jörg@example.org", null)]
    [InlineData("jane@Bücher.example", "jane@xn--bcher-kva.example")]
    [InlineData("jane@localhost", "jane@localhost")]
    [InlineData("jane@news.localdomain", "jane@news.localdomain")]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("root", null)]
    [InlineData("jane@", null)]
    [InlineData("@example.org", null)]
    [InlineData("jane@example", null)]
    [InlineData("jane@[192.0.2.1]", null)]
    [InlineData("jane@192.0.2.1", null)]
    [InlineData("jane@-bad.org", null)]
    [InlineData("jane@bad..org", null)]
    [InlineData(".jane@example.org", null)]
    [InlineData("jane.@example.org", null)]
    [InlineData("ja ne@example.org", null)]
    [InlineData("\"jane\"@example.org", null)]
    [InlineData("jane@example.org, joe@example.org", null)]
    [InlineData("jane@example.org,joe@example.org", null)]
    [InlineData("Jane <jane@example.org>", null)]
    [InlineData("jane(comment)@example.org", null)]
    [InlineData("jane@example.org\r\nBcc: joe@example.org", null)]
    [InlineData("jane\u2028@example.org", null)]
    [InlineData("jane@exam\u0000ple.org", null)]
    public void An_address_is_one_addr_spec_and_nothing_else(string? input, string? expected)
    {
        Assert.Equal(expected is not null, MailAddressRules.TryParse(input, out var address, out var fault));
        Assert.Equal(expected ?? "", address);
        Assert.Equal(expected is null, fault.Length > 0);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void The_local_part_has_at_most_64_characters(int length, bool taken) =>
        Assert.Equal(taken, MailAddressRules.TryParse(new string('a', length) + "@example.org", out _, out _));

    [Theory]
    [InlineData(189, true)]
    [InlineData(190, false)]
    public void The_whole_has_at_most_254_characters(int domain, bool taken)
    {
        var labels = string.Join('.', Enumerable.Repeat(new string('d', 60), 3)) + "." + new string('e', domain - 183 - 3) + ".example";
        labels = labels[^domain..];
        Assert.Equal(taken, MailAddressRules.TryParse(new string('a', 64) + "@" + labels.TrimStart('.'), out _, out _));
    }

    [Property(MaxTest = 1000)]
    public void What_is_taken_is_understood_by_the_mail_library_as_that_one_address(string local, string domain)
    {
        if (!MailAddressRules.TryParse($"{local}@{domain}", out var address, out _))
            return;
        Assert.True(MailboxAddress.TryParse(address, out var mailbox));
        Assert.Equal(address, mailbox.Address);
        Assert.True(MailAddressRules.TryParse(address, out var again, out _));
        Assert.Equal(address, again);
        Assert.DoesNotContain(address, char.IsControl);
    }
}
