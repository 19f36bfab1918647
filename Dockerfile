# Everything that the course needs, in Jupyter:
#   docker build -t spikernel . && docker run --rm -it -p 8888:8888 spikernel
# and open the address that it prints. Reports: docker run --rm -v "$PWD/reports:/reports" spikernel ./spikernel report --to /reports
FROM debian:12-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates openjdk-17-jdk-headless maven python3-notebook \
 && rm -rf /var/lib/apt/lists/*
COPY . /spikernel
WORKDIR /spikernel
# Maven's repository is for building alone.
RUN ./spikernel build && rm -rf /root/.m2 /var/lib/apt/lists/*
EXPOSE 8888
CMD ["./spikernel", "lab", "--ip=0.0.0.0", "--no-browser"]
