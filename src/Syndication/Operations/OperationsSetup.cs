namespace Syndication.Operations;

/// <summary>Registers what operators need: keys, logins, jobs, health, verbs.</summary>
public static class OperationsSetup
{
    /// <summary>Services and options.</summary>
    public static void AddOperations(this WebApplicationBuilder builder) => _ = builder;

    /// <summary>Endpoints.</summary>
    public static void MapOperations(this WebApplication app) => _ = app;
}
