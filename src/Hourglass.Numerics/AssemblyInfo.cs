using System.Runtime.CompilerServices;

// Kernels fill their stack blocks themselves; clearing them first would cost as much as some of the kernels.
[module: SkipLocalsInit]
