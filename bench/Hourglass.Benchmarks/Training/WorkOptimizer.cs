using System.Text.Json.Serialization;
using Hourglass.Networks;

namespace Hourglass.Benchmarks;

/// <summary>The optimizer of a work.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "name")]
[JsonDerivedType(typeof(WorkSgd), "sgd")]
[JsonDerivedType(typeof(WorkAdam), "adam")]
internal abstract record WorkOptimizer(double LearningRate)
{
    public abstract OptimizerSpec Spec();
}

/// <summary>Plain gradient descent.</summary>
internal sealed record WorkSgd(double LearningRate) : WorkOptimizer(LearningRate)
{
    public override OptimizerSpec Spec() => new SgdSpec(LearningRate);
}

/// <summary>Adam as Kingma and Ba have it.</summary>
internal sealed record WorkAdam(double LearningRate, double Beta1, double Beta2, double Epsilon) : WorkOptimizer(LearningRate)
{
    public override OptimizerSpec Spec() => new AdamSpec(LearningRate, Beta1, Beta2, Epsilon);
}
