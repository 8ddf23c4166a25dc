using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Syndication.Publication;

namespace Syndication.Operations;

/// <summary>What wakes the workers, and what this node does.</summary>
public sealed class JobsOptions
{
    /// <summary>
    /// Where Hangfire keeps its jobs: in this process, or on the server that <c>Storage:ConnectionString</c> names, where nodes share them. They
    /// only wake: nothing is lost with them.
    /// </summary>
    public JobsProvider Provider { get; set; } = JobsProvider.InMemory;

    /// <summary>Roles of this node, comma-separated: <c>worker</c> plans and sends; <c>web</c> answers requests. A node of either alone leaves the other to others.</summary>
    [Required, RegularExpression(@"^\s*(web|worker)(\s*,\s*(web|worker))*\s*$", ErrorMessage = "must be web, worker or web,worker")]
    public string Roles { get; set; } = NodeRoles.Default;

    /// <summary>Whether this node plans and sends.</summary>
    public bool IsWorker => NodeRoles.IsWorker(Roles);
}

/// <summary>Where Hangfire keeps its jobs.</summary>
public enum JobsProvider
{
    /// <summary>In this process.</summary>
    InMemory,

    /// <summary>On a PostgreSQL server.</summary>
    Postgres,
}

/// <summary>Checks <see cref="JobsOptions"/> before the host listens.</summary>
[OptionsValidator]
public sealed partial class JobsOptionsValidator : IValidateOptions<JobsOptions>;

/// <summary>Checks that there is a server where jobs are to be kept on one.</summary>
public sealed class JobsServerValidator(IConfiguration configuration) : IValidateOptions<JobsOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, JobsOptions options) =>
        options.Provider is JobsProvider.Postgres && string.IsNullOrWhiteSpace(configuration["Storage:ConnectionString"])
            ? ValidateOptionsResult.Fail("Jobs:Provider: Postgres needs the server that Storage:ConnectionString names.")
            : ValidateOptionsResult.Success;
}
