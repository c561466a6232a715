namespace Hourglass.Networks.Tests;

public class InitializerSpecTests
{
    public static TheoryData<InitializerSpec, string> Wrong => new()
    {
        { new(InitializerKind.Normal), "deviation: received nothing, expected a positive number." },
        { new(InitializerKind.Uniform), "limit: received nothing, expected a positive number." },
        { new(InitializerKind.Constant), "value: received nothing, expected a finite number." },
        { InitializerSpec.Normal(0), "deviation: received 0, expected a positive number." },
        { InitializerSpec.Uniform(double.PositiveInfinity), "limit: received Infinity, expected a positive number." },
        { InitializerSpec.Constant(double.NaN), "value: received NaN, expected a finite number." },
        { new(InitializerKind.HeNormal, Deviation: 1), "deviation: received 1, expected nothing: only normal has one." },
        { new(InitializerKind.Constant, Limit: 1, Value: 1), "limit: received 1, expected nothing: only uniform has one." },
        { (InitializerSpec)new(InitializerKind.GlorotUniform) with { Value = 0 }, "value: received 0, expected nothing: only constant has one." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_WrongNumber_IsAProblem(InitializerSpec initializer, string expected) =>
        Assert.Equal(expected, Assert.Single(initializer.Validate("")).ToString());
}
