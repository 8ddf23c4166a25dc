namespace Syndication.Tests.Digests;

/// <summary>The same where links are counted: that is a number of the issue, and changes nothing of any reader.</summary>
public sealed class CountedMailLinksTests() : MailLinksTests("ClicksAndOpens");
