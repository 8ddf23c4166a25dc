namespace Syndication.Publication;

/// <summary>What a node does, as <c>Jobs:Roles</c> says: comma-separated <c>web</c> and <c>worker</c>. Whoever plans and whoever sends ask here.</summary>
public static class NodeRoles
{
    /// <summary>Where nothing is set, a node does everything.</summary>
    public const string Default = "web,worker";

    /// <summary>Whether a node with these roles plans and sends.</summary>
    /// <param name="roles">The value as set; null: it is not.</param>
    public static bool IsWorker(string? roles) => Has(roles, "worker");

    /// <summary>Whether a node with these roles answers readers, newsroom and operators.</summary>
    /// <inheritdoc cref="IsWorker"/>
    public static bool IsWeb(string? roles) => Has(roles, "web");

    private static bool Has(string? roles, string role) => (roles ?? Default).Split(',', StringSplitOptions.TrimEntries).Contains(role);
}
