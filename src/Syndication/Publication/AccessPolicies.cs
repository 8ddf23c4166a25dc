namespace Syndication.Publication;

/// <summary>Names of the authorization policies that endpoints ask for; Operations decides what satisfies them.</summary>
public static class AccessPolicies
{
    /// <summary>A newsroom system with an API key (<c>Authorization: Bearer KEY</c>); an operator's key will do too.</summary>
    public const string Newsroom = "newsroom";

    /// <summary>An operator's key (<c>Authorization: Bearer KEY</c>): what is about one reader's mail.</summary>
    public const string OperatorKey = "operator-key";

    /// <summary>A person who logged in at <c>/admin</c> with an operator's key.</summary>
    public const string Operator = "operator";
}
