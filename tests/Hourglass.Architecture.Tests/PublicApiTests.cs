using System.Reflection;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Architecture.Tests;

/// <summary>Nothing public comes, goes or changes unnoticed.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Numerics_PublicApi_IsTheApprovedOne() => Verify(typeof(Tensor).Assembly);

    [Fact]
    public void Networks_PublicApi_IsTheApprovedOne() => Verify(typeof(Network).Assembly);

    [Fact]
    public void Learning_PublicApi_IsTheApprovedOne() => Verify(typeof(Trainer).Assembly);

    [Fact]
    public void Cli_PublicApi_IsEmpty() => Assert.Empty(Assembly.Load("hourglass").GetExportedTypes());

    private static void Verify(Assembly assembly) =>
        Approvals.Verify<PublicApiTests>(assembly.GetName().Name!, PublicApi.Describe(assembly));
}
