namespace LearnDL.Tensors;

/// <summary>
/// Arrays where tensors are wanted: a copy of the same type, so that <c>model.Fit(x, y)</c> takes a <c>double[,]</c>
/// and an <c>int[]</c>. Jagged arrays must have rows of one length; one that has not is a
/// <see cref="ShapeException"/> that names the row.
/// </summary>
public readonly partial struct Tensor
{
    /// <summary>A vector, Float32.</summary>
    public static implicit operator Tensor(float[] values) => From<float>(Given(values));

    /// <summary>A vector, Float64.</summary>
    public static implicit operator Tensor(double[] values) => From<double>(Given(values));

    /// <summary>A vector, Int32.</summary>
    public static implicit operator Tensor(int[] values) => From<int>(Given(values));

    /// <summary>A matrix, Float32: rows, then columns.</summary>
    public static implicit operator Tensor(float[,] values) => From<float>(Given(values));

    /// <summary>A matrix, Float64: rows, then columns.</summary>
    public static implicit operator Tensor(double[,] values) => From<double>(Given(values));

    /// <summary>A matrix, Int32: rows, then columns.</summary>
    public static implicit operator Tensor(int[,] values) => From<int>(Given(values));

    /// <summary>A tensor of rank 3, Float32.</summary>
    public static implicit operator Tensor(float[,,] values) => From<float>(Given(values));

    /// <summary>A tensor of rank 3, Float64.</summary>
    public static implicit operator Tensor(double[,,] values) => From<double>(Given(values));

    /// <summary>A tensor of rank 3, Int32.</summary>
    public static implicit operator Tensor(int[,,] values) => From<int>(Given(values));

    /// <summary>A tensor of rank 4, Float32.</summary>
    public static implicit operator Tensor(float[,,,] values) => From<float>(Given(values));

    /// <summary>A tensor of rank 4, Float64.</summary>
    public static implicit operator Tensor(double[,,,] values) => From<double>(Given(values));

    /// <summary>A tensor of rank 4, Int32.</summary>
    public static implicit operator Tensor(int[,,,] values) => From<int>(Given(values));

    /// <summary>A matrix, Float32; all rows have one length.</summary>
    public static implicit operator Tensor(float[][] rows) => JaggedArray.ToTensor<float>(Given(rows), rank: 2);

    /// <summary>A matrix, Float64; all rows have one length.</summary>
    public static implicit operator Tensor(double[][] rows) => JaggedArray.ToTensor<double>(Given(rows), rank: 2);

    /// <summary>A matrix, Int32; all rows have one length.</summary>
    public static implicit operator Tensor(int[][] rows) => JaggedArray.ToTensor<int>(Given(rows), rank: 2);

    /// <summary>A tensor of rank 3, Float32; all rows have one length.</summary>
    public static implicit operator Tensor(float[][][] rows) => JaggedArray.ToTensor<float>(Given(rows), rank: 3);

    /// <summary>A tensor of rank 3, Float64; all rows have one length.</summary>
    public static implicit operator Tensor(double[][][] rows) => JaggedArray.ToTensor<double>(Given(rows), rank: 3);

    /// <summary>A tensor of rank 3, Int32; all rows have one length.</summary>
    public static implicit operator Tensor(int[][][] rows) => JaggedArray.ToTensor<int>(Given(rows), rank: 3);

    /// <summary>A tensor of rank 4, Float32; all rows have one length.</summary>
    public static implicit operator Tensor(float[][][][] rows) => JaggedArray.ToTensor<float>(Given(rows), rank: 4);

    /// <summary>A tensor of rank 4, Float64; all rows have one length.</summary>
    public static implicit operator Tensor(double[][][][] rows) => JaggedArray.ToTensor<double>(Given(rows), rank: 4);

    /// <summary>A tensor of rank 4, Int32; all rows have one length.</summary>
    public static implicit operator Tensor(int[][][][] rows) => JaggedArray.ToTensor<int>(Given(rows), rank: 4);

    static T Given<T>(T? array) where T : class => array ?? throw new DataException(
        "There is no array to make a tensor of.", "an array", "null", "Give the variable a value first.");
}
