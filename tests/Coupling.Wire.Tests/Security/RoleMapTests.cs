using System.Reflection;
using Coupling.Wire.Security;
using Google.Protobuf.Reflection;

namespace Coupling.Wire.Tests.Security;

public class RoleMapTests
{
    [Fact]
    public void EveryServiceOfTheProjectHasItsCallers()
    {
        foreach (ServiceDescriptor service in new[] { V1.WireReflection.Descriptor, V1.PartyReflection.Descriptor, V1.CoordinatorReflection.Descriptor }.SelectMany(file => file.Services))
        {
            foreach (MethodDescriptor method in service.Methods)
            {
                Assert.NotEmpty(RoleMap.Allowed($"/{service.FullName}/{method.Name}"));
            }
        }
    }

    [Theory]
    [InlineData("/coupling.v1.Wire/Converse", PeerRole.Alice)]
    [InlineData("/coupling.v1.Party/Disclose", PeerRole.Coordinator)]
    [InlineData("/coupling.v1.Runs/Submit", PeerRole.User)]
    public void OneRoleOnlyMayCall(string method, PeerRole role) => Assert.Equal([role], RoleMap.Allowed(method));

    [Theory]
    [InlineData("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo")]
    [InlineData("/coupling.v1.Wire.Converse")]
    [InlineData("nothing")]
    public void WhatIsNotListedIsDenied(string method) => Assert.Empty(RoleMap.Allowed(method));
}
