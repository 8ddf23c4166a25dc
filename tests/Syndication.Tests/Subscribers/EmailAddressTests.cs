using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Syndication.Subscribers;

namespace Syndication.Tests.Subscribers;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ada@example.org", "ada@example.org")]
    [InlineData(" Ada.L@EXAMPLE.Org ", "Ada.L@example.org")]
    [InlineData("a+b!#$%&'*-/=?^_`{|}~@x-y.example.org", "a+b!#$%&'*-/=?^_`{|}~@x-y.example.org")]
    [InlineData("ada@bücher.example", "ada@xn--bcher-kva.example")]
    [InlineData("ada@例え.テスト", "ada@xn--r8jz45g.xn--zckzah")]
    public void An_address_is_kept_with_its_domain_in_ascii(string typed, string kept)
    {
        Assert.True(EmailAddress.TryParse(typed, out var address, out _));
        Assert.Equal(kept, address.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("root")]
    [InlineData("ada@localhost")]
    [InlineData("ada@[127.0.0.1]")]
    [InlineData("ada@127.0.0.1")]
    [InlineData("ada(comment)@example.org")]
    [InlineData("\"ada\"@example.org")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("ada@example.org, eve@example.org")]
    [InlineData("ada@eve@example.org")]
    [InlineData(".ada@example.org")]
    [InlineData("ada..l@example.org")]
    [InlineData("ada@example..org")]
    [InlineData("ada@example.org.")]
    [InlineData("ada@-example.org")]
    [InlineData("ada@exa mple.org")]
    [InlineData("ada@exam_ple.org")]
    [InlineData("ad\u00e4@example.org")]
    [InlineData("ada\t@example.org")]
    [InlineData("ada@example.org\r\nBcc: eve@example.org")]
    public void Anything_else_is_refused_with_a_rule_and_without_the_input(string? typed)
    {
        Assert.False(EmailAddress.TryParse(typed, out var address, out var fault));
        Assert.Null(address);
        Assert.NotEmpty(fault);
        Assert.DoesNotContain("ada", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, 189, true)]
    [InlineData(65, 100, false)]
    [InlineData(64, 190, false)]
    public void Lengths_are_those_of_rfc_5321(int local, int domain, bool good)
    {
        var labels = string.Concat(Enumerable.Repeat(new string('d', 62) + ".", 4));

        Assert.Equal(good, EmailAddress.TryParse($"{new string('l', local)}@{labels[^domain..^4]}.org", out _, out _));
    }

    [Property(MaxTest = 2000)]
    public Property Whatever_is_typed_an_address_is_plain_ascii_with_one_at_sign_and_reads_as_itself() =>
        Prop.ForAll(
            Gen.Elements("a.@-_ \"<>,;:\\()[]\r\n\0é例１。xn--ß\u2028\u202e".ToCharArray())
                .ListOf()
                .Select(some => $"{string.Concat(some)}@{string.Concat(Enumerable.Reverse(some))}.org")
                .ToArbitrary(),
            typed =>
            {
                if (!EmailAddress.TryParse(typed, out var address, out _))
                    return;
                Assert.All(address.Value, c => Assert.InRange(c, '!', '~'));
                Assert.Equal(2, address.Value.Split('@').Length);
                Assert.True(EmailAddress.TryParse(address.Value, out var again, out _));
                Assert.Equal(address, again);
            }
        );
}
